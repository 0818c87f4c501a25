"""The explorer's server against those who are not its page: other hosts and origins, wrong tokens, paths, requests
too long, too many or none at all, a page that never reads, two pages at once.

Usage: explorer_is_safe.py COLEAD_PROGRAM SOURCE_DIR
"""

import pathlib
import random
import re
import signal
import socket
import struct
import subprocess
import sys
import time

failures = 0


def check(holds, what):
    global failures
    if not holds:
        failures += 1
        print(what)


def pages_and_paths(explorer):
    status, headers, body = explorer.get(explorer.path)
    check(status == 200 and b"<title>colead explorer</title>" in body, f"the page: {status}")
    policy = headers.get("Content-Security-Policy", "")
    nonce = re.search(r"script-src 'nonce-([0-9a-f]{32})'", policy)
    check(nonce and f'<script nonce="{nonce[1]}">'.encode() in body, f"the policy does not fit the page: {policy}")
    check("default-src 'none'" in policy and "frame-ancestors 'none'" in policy, policy)
    for name, value in {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "X-Frame-Options": "DENY", "Cache-Control": "no-store",
                        "Cross-Origin-Resource-Policy": "same-origin"}.items():
        check(headers.get(name) == value, f"{name}: {headers.get(name)}")
    check(explorer.get(explorer.path)[1]["Content-Security-Policy"] != policy, "a nonce is used twice")
    head = explorer.get(explorer.path, method="HEAD")
    check(head[0] == 200 and head[2] == b"" and int(head[1]["Content-Length"]) == len(body), f"HEAD: {head[0]}, {len(head[2])} bytes")

    for path, expected in {
            "/": 404, "/favicon.ico": 404, "/../../etc/passwd": 403, f"{explorer.path}../../../etc/passwd": 404, f"{explorer.path}..%2f..%2fetc%2fpasswd": 404,
            f"{explorer.path}%00": 404, f"{explorer.path}app/page/dist/explorer.html": 404, f"/{'0' * 32}/": 403, f"/{explorer.token[:-1]}/": 403,
            f"/{explorer.token}0/": 403, f"/{explorer.token.upper()}x/": 403, explorer.path + "stream": 426, "*": 404, "http://evil.example/": 404}.items():
        got = explorer.get(path)
        check(got[0] == expected and b"root:" not in got[2], f"{path}: {got[0]}, not {expected}")
    for host in ("evil.example", f"evil.example:{explorer.port}", "127.0.0.1", f"127.0.0.1:{explorer.port + 1}", f"127.0.0.1.evil.example:{explorer.port}", ""):
        check(explorer.get(explorer.path, Host=host)[0] == 403, f"Host {host!r} is served")
    check(explorer.get(explorer.path, Host=None)[0] == 400, "a request without host is served")
    check(explorer.get(explorer.path, Host=f"localhost:{explorer.port}")[0] == 200, "localhost is not served")
    check(explorer.get(explorer.path, Origin="http://evil.example")[0] == 403, "another origin is served")
    for method in ("POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "BREW"):
        check(400 <= explorer.get(explorer.path, method=method)[0] < 500, f"{method} is served")
    check(explorer.get(explorer.path, method="POST", Content_Length="10000000")[0] == 413, "a body is taken")
    check(explorer.get(explorer.path, X_Long="a" * 20000)[0] == 431, "a long header is taken")
    check(explorer.get("/" + "a" * 20000)[0] == 431, "a long path is taken")
    twice = f"GET {explorer.path} HTTP/1.1\r\nHost: {explorer.host}:{explorer.port}\r\nHost: evil.example\r\n\r\n"
    check(explorer.exchange(twice.encode()).startswith(b"HTTP/1.1 400"), "two hosts are served")


def streams(explorer, Stream):
    for origin, path, expected in (("http://evil.example", None, 403), ("null", None, 403), (f"http://localhost:{explorer.port}", None, 403),
                                   (None, f"/{'0' * 32}/stream", 403), (None, explorer.path + "other", 404)):
        with Stream(explorer, origin=origin, path=path) as stream:
            check(stream.status == expected, f"a stream from {origin} at {path}: {stream.status}")
    for payload, opcode in ((b"\0" * 10, 2), (b"\xff\xfe", 1), (b"x" * 100_000, 1)):
        with Stream(explorer) as stream:
            stream.send_frame(opcode, payload)
            try:
                while stream.frame()[0] != 8:
                    pass
            except (EOFError, OSError):
                pass
    # More commands a second than any page sends, and more nonsense.
    for text, count in (('{"do":"pause"}', 400), ("nonsense", 60)):
        with Stream(explorer) as stream:
            ended = False
            try:
                for _ in range(count):
                    stream.send_frame(1, text.encode())
                while stream.frame()[0] != 8:
                    pass
                ended = True
            except (EOFError, OSError):
                ended = True
            check(ended, f"{count} times {text} are taken")
    # A page more than are served is told how many are: close code 1013, try again later.
    open_streams = [Stream(explorer) for _ in range(12)]
    first = [stream.frame() for stream in open_streams]
    full = (8, struct.pack(">H", 1013) + b"8")
    check(sum(opcode == 1 for opcode, _ in first) <= 8 and full in first, f"no bound on pages: {[payload[:20] for _, payload in first]}")
    check(all(opcode == 1 or (opcode, payload) == full for opcode, payload in first), f"closed otherwise: {[payload[:20] for _, payload in first]}")
    for stream in open_streams:
        stream.connection.close()


def fuzz(explorer, rounds, seed=8):
    """Requests broken in every way: none may be answered by anything but 4xx, or by closing."""
    luck = random.Random(seed)
    # All but good: the token is another, so that no change makes it the page's.
    wrong_token = "".join("0" if digit != "0" else "1" for digit in explorer.token)
    good = f"GET /{wrong_token}/ HTTP/1.1\r\nHost: {explorer.host}:{explorer.port}\r\nOrigin: http://evil.example\r\nX: y\r\n\r\n".encode()
    answers = {}
    for _ in range(rounds):
        kind = luck.randrange(4)
        if kind == 0:
            raw = luck.randbytes(luck.randrange(1, 400))
        elif kind == 1:
            raw = bytearray(good)
            for _ in range(luck.randrange(1, 12)):
                raw[luck.randrange(len(raw))] = luck.randrange(256)
        elif kind == 2:
            cut = luck.randrange(1, len(good))
            raw = good[:cut] + luck.choice([b"", b"\0", b"\r\n\r\n", b"\n\n", luck.randbytes(40)])
        else:
            raw = good.replace(luck.choice([b"GET", b"HTTP/1.1", b"Host", b"/", b"\r\n", b":"]), luck.choice([b"", b" ", b"A" * 9000, b"\xff", b"..", b"%2e", b"\t"]))
        answer = explorer.exchange(bytes(raw))
        status = answer.split(b" ", 2)[1].decode("latin-1") if answer else "closed"
        answers[status] = answers.get(status, 0) + 1
        if answer and not re.match(rb"HTTP/1\.1 4\d\d ", answer):
            check(False, f"answered {answer[:60]!r} to {bytes(raw)[:120]!r}")
            break
    print(f"{rounds} broken requests: {dict(sorted(answers.items()))}")
    check(explorer.process.poll() is None, "the server has ended")


def slow_page(explorer, Stream):
    """One page that never reads: it costs no memory, and another page nothing."""
    with Stream(explorer) as slow, Stream(explorer) as quick:
        slow.connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        slow.hear("hello")
        slow.say(do="start")
        slow.hear("playing")
        slow.say(do="play", speed=60)
        time.sleep(1.0)
        before = explorer.memory()
        quick.hear("hello")
        quick.run()
        quick.say(do="step", months=40)
        began = time.monotonic()
        for _ in range(40):
            quick.hear("month")
        took = time.monotonic() - began
        time.sleep(1.5)
        grown = (explorer.memory() - before) / 1e6
        # A second session's worlds are in this, some 10 MB; an unbounded queue would have taken hundreds.
        check(grown < 60, f"the server grew by {grown:.0f} MB beside a page that does not read")
        check(took < 20, f"another page waited {took:.1f} s for 40 months")
        print(f"beside a page that never reads: 40 months in {took:.2f} s, memory +{grown:.1f} MB")


def two_pages(explorer, Stream):
    """Each page has worlds of its own."""
    with Stream(explorer) as one, Stream(explorer) as other:
        small = {"network.people": 60, "burn_in": 2}
        one.run(start=small)
        other.run(start=small)
        one.say(do="change", on=3, key="dialogue.mu", value=0.9)
        one.hear("event")
        for stream in (one, other):
            stream.say(do="step", months=2)
        months = [[stream.hear("month") for _ in range(2)] for stream in (one, other)]
        check([m["month"] for m in months[0]] == [1, 2] == [m["month"] for m in months[1]], "months are out of step")
        check(months[0] != months[1], "a change in one page changes another's worlds")
        _, again = other.run(start=small, month=2)
        check(again[1:] == months[1], "the other page's worlds were touched")


def outdated_start(explorer, Stream):
    """Who starts something else waits for no burn-in that nobody wants any more."""
    with Stream(explorer) as stream:
        stream.hear("hello")
        began = time.monotonic()
        stream.say(do="start", start={"network.people": 5000, "burn_in": 12000})
        stream.hear("burn_in")
        world, _ = stream.run(start={"network.people": 60, "burn_in": 2})
        took = time.monotonic() - began
        check(world["people"] == 60, f"{world['people']} people after a start that was outdated")
        check(took < 20, f"a start waited {took:.1f} s for one that it outdated")


def main():
    program, source = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
    sys.path.insert(0, str(source / "tests/support"))
    from explorer_client import Explorer, Stream

    with Explorer(program) as explorer:
        pages_and_paths(explorer)
        two_pages(explorer, Stream)
        outdated_start(explorer, Stream)
        slow_page(explorer, Stream)
        streams(explorer, Stream)
    check(explorer.code == 130, f"ended by a signal: exit {explorer.code}")
    with Explorer(program) as explorer:
        check(explorer.exchange(b"")[:1] == b"", "nothing is answered")
        fuzz(explorer, 3000)
        time.sleep(2.5)  # until requests are allowed again
        check(explorer.get(explorer.path)[0] == 200, "after all that the page is not served")
        taken = subprocess.run([program, "explore", "--port", str(explorer.port), "--no-open"], capture_output=True, text=True, timeout=60)
        check(taken.returncode == 3 and "cannot listen" in taken.stderr, f"a taken port: {taken}")
        explorer.process.send_signal(signal.SIGINT)
        check(explorer.process.wait(timeout=20) == 130, "Ctrl-C does not end it")
    for arguments, said in ((["--host", "nowhere"], "--host nowhere is not an address"), (["no-such-scenario"], "no-such-scenario"), (["--set", "dialogue.mew=1"], "dialogue.mu"),
                            (["--set", "network.people=50000"], "20000 people"), (["--state", "http://127.0.0.1/#other"], "--state"),
                            (["--state", "#state=abc\ndef"], "--state")):
        refused = subprocess.run([program, "explore", *arguments, "--no-open"], capture_output=True, text=True, timeout=60)
        check(refused.returncode == 2 and said in refused.stderr, f"{arguments}: {refused}")
    print(f"{failures} failed" if failures else "OK")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
