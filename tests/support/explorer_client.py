"""`colead explore` as a test meets it: the program, HTTP by hand, and a small WebSocket client (RFC 6455)."""

import base64
import json
import os
import re
import socket
import struct
import subprocess


class Explorer:
    """The program serving, until the end of `with`."""

    def __init__(self, program, *arguments, cwd=None):
        command = [str(program), "explore", *map(str, arguments), "--no-open", "-q"]
        self.process = subprocess.Popen(command, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.address = self.process.stdout.readline().strip()
        found = re.fullmatch(r"http://([\d.a-z]+):(\d+)(/([0-9a-f]{32})/)", self.address)
        if not found:
            raise RuntimeError(f"no address: {self.address!r} {self.process.communicate(timeout=10)}")
        self.host, self.port, self.path, self.token = found[1], int(found[2]), found[3], found[4]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.code = self.process.wait(timeout=20)
        self.process.stdout.close()
        self.process.stderr.close()

    def connect(self):
        return socket.create_connection((self.host, self.port), timeout=30)

    def exchange(self, raw):
        """What is answered to these bytes, until the other end closes."""
        with self.connect() as connection:
            try:
                connection.sendall(raw)
                connection.shutdown(socket.SHUT_WR)
            except OSError:
                pass
            answer = b""
            try:
                while more := connection.recv(65536):
                    answer += more
            except OSError:
                pass
        return answer

    def get(self, path, method="GET", version="HTTP/1.1", **headers):
        """(status, headers, body)"""
        fields = {"Host": f"{self.host}:{self.port}", **{name.replace("_", "-"): value for name, value in headers.items()}}
        lines = [f"{method} {path} {version}"] + [f"{name}: {value}" for name, value in fields.items() if value is not None]
        answer = self.exchange("\r\n".join(lines + ["", ""]).encode("latin-1"))
        head, _, body = answer.partition(b"\r\n\r\n")
        status = int(head.split(b" ", 2)[1]) if head.startswith(b"HTTP/1.") else 0
        given = dict(line.split(": ", 1) for line in head.decode("latin-1").split("\r\n")[1:])
        return status, given, body

    def memory(self):
        """Resident bytes of the server."""
        with open(f"/proc/{self.process.pid}/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


class Stream:
    """A page's WebSocket."""

    def __init__(self, explorer, origin=None, path=None):
        self.connection = explorer.connect()
        host = f"{explorer.host}:{explorer.port}"
        key = base64.b64encode(os.urandom(16)).decode()
        self.connection.sendall("\r\n".join([
            f"GET {path or explorer.path + 'stream'} HTTP/1.1", f"Host: {host}", "Upgrade: websocket", "Connection: Upgrade",
            f"Sec-WebSocket-Key: {key}", "Sec-WebSocket-Version: 13", f"Origin: {origin or 'http://' + host}", "", ""]).encode())
        self.buffer = b""
        head = self.until(b"\r\n\r\n")
        self.status = int(head.split(b" ", 2)[1])

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.connection.close()

    def until(self, mark):
        while mark not in self.buffer:
            self.more()
        head, _, self.buffer = self.buffer.partition(mark)
        return head

    def more(self):
        data = self.connection.recv(65536)
        if not data:
            raise EOFError("closed")
        self.buffer += data

    def take(self, count):
        while len(self.buffer) < count:
            self.more()
        taken, self.buffer = self.buffer[:count], self.buffer[count:]
        return taken

    def frame(self):
        """(opcode, payload) of a whole message, or of a control frame."""
        final, opcode, payload = self.part()
        while not final:
            final, _, more = self.part()
            payload += more
        return opcode, payload

    def part(self):
        first, second = self.take(2)
        length = second & 127
        if length == 126:
            length = struct.unpack(">H", self.take(2))[0]
        elif length == 127:
            length = struct.unpack(">Q", self.take(8))[0]
        return first >= 128, first & 15, self.take(length)

    def send_frame(self, opcode, payload):
        mask = os.urandom(4)
        length = len(payload)
        head = bytes([128 | opcode]) + (bytes([128 | length]) if length < 126 else
                                       bytes([128 | 126]) + struct.pack(">H", length) if length < 65536 else
                                       bytes([128 | 127]) + struct.pack(">Q", length))
        masked = (int.from_bytes(payload, "big") ^ int.from_bytes((mask * (length // 4 + 1))[:length], "big")).to_bytes(length, "big") if length else b""
        self.connection.sendall(head + mask + masked)

    def say(self, **command):
        self.send_frame(1, json.dumps(command).encode())

    def hear(self, *kinds):
        """The next message of one of these kinds, a picture being bytes; whatever comes before is dropped."""
        while True:
            opcode, payload = self.frame()
            if opcode == 8:
                raise EOFError(f"closed: {payload!r}")
            if opcode == 9:
                self.send_frame(10, payload)
            elif opcode == 2 and "picture" in kinds:
                return payload
            elif opcode == 1:
                message = json.loads(payload)
                if message["is"] in kinds or (message["is"] == "error" and "error" not in kinds):
                    if message["is"] not in kinds:
                        raise RuntimeError(message["message"])
                    return message

    def run(self, **start):
        """Starts and returns (world, months) once all that was asked for has come."""
        self.say(do="start", **start)
        world = self.hear("world")
        months = []
        while (message := self.hear("month", "playing"))["is"] == "month":
            months.append(message)
        return world, months


