// For LD_PRELOAD: the n-th call of a program that touches a file under a folder fails, once.
//
// FAULT_FOLDER  real path of the folder whose files are watched
// FAULT_AT      which of these calls fails, from 1; 0: none
// FAULT_ERRNO   with which errno
// FAULT_LOG     where the names of the calls are written, one a line, as they come
//
// Watched: open (for writing), write, pwrite, fsync, fdatasync, ftruncate, close, rename, renameat2,
// mkdir, unlink, rmdir and stdio's fopen (for writing), fwrite, fclose. FAULT_CLOCK, if set, turns the clocks back by
// an hour at every tenth look.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

static atomic_long calls;

static void* real(const char* name) { return dlsym(RTLD_NEXT, name); }

static int within(const char* path) {
    const char* folder = getenv("FAULT_FOLDER");
    return folder != NULL && path != NULL && strncmp(path, folder, strlen(folder)) == 0;
}

static int named(const char* path) {
    char whole[PATH_MAX * 2];
    if (path == NULL || getenv("FAULT_FOLDER") == NULL) {
        return 0;
    }
    if (path[0] == '/') {
        return within(path);
    }
    if (getcwd(whole, PATH_MAX) == NULL) {
        return 0;
    }
    const size_t length = strlen(whole);
    snprintf(whole + length, sizeof whole - length, "/%s", path);
    return within(whole);
}

static int watched(int file) {
    char link[64];
    char path[PATH_MAX];
    if (getenv("FAULT_FOLDER") == NULL) {
        return 0;
    }
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    const ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) {
        return 0;
    }
    path[length] = '\0';
    return within(path);
}

// Whether this call, which is to be counted, fails.
static int fails(const char* name) {
    const long n = atomic_fetch_add(&calls, 1) + 1;
    const char* log = getenv("FAULT_LOG");
    if (log != NULL) {
        const int file = (int)syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND, 0666);
        char line[64];
        const int length = snprintf(line, sizeof line, "%s\n", name);
        syscall(SYS_write, file, line, (size_t)length);
        syscall(SYS_close, file);
    }
    const char* at = getenv("FAULT_AT");
    if (at == NULL || n != atol(at)) {
        return 0;
    }
    const char* error = getenv("FAULT_ERRNO");
    errno = error == NULL ? EIO : atoi(error);
    return 1;
}

#define FD_CALL(result, name, parameters, arguments)                  \
    result name parameters {                                          \
        result(*next) parameters = (result(*) parameters)real(#name); \
        return watched(file) && fails(#name) ? -1 : next arguments;   \
    }
#define PATH_CALL(result, name, parameters, arguments)                \
    result name parameters {                                          \
        result(*next) parameters = (result(*) parameters)real(#name); \
        return named(path) && fails(#name) ? -1 : next arguments;     \
    }

FD_CALL(ssize_t, write, (int file, const void* bytes, size_t count), (file, bytes, count))
FD_CALL(ssize_t, pwrite, (int file, const void* bytes, size_t count, off_t at),
        (file, bytes, count, at))
FD_CALL(ssize_t, pwrite64, (int file, const void* bytes, size_t count, off64_t at),
        (file, bytes, count, at))
FD_CALL(int, fsync, (int file), (file))
FD_CALL(int, fdatasync, (int file), (file))
FD_CALL(int, ftruncate, (int file, off_t length), (file, length))
FD_CALL(int, ftruncate64, (int file, off64_t length), (file, length))
PATH_CALL(int, rename, (const char* path, const char* to), (path, to))
PATH_CALL(int, renameat2, (int from, const char* path, int folder, const char* to, unsigned flags),
          (from, path, folder, to, flags))
PATH_CALL(int, mkdir, (const char* path, mode_t mode), (path, mode))
PATH_CALL(int, unlink, (const char* path), (path))
PATH_CALL(int, rmdir, (const char* path), (path))

// A close that fails has closed the file all the same, as Linux does.
int close(int file) {
    int (*next)(int) = (int (*)(int))real("close");
    const int failed = watched(file) && fails("close");
    const int error = errno;
    const int result = next(file);
    if (failed) {
        errno = error;
    }
    return failed ? -1 : result;
}

#define OPEN(name)                                                                               \
    int name(const char* path, int flags, ...) {                                                 \
        va_list rest;                                                                            \
        va_start(rest, flags);                                                                   \
        const mode_t mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(rest, mode_t) : 0;     \
        va_end(rest);                                                                            \
        int (*next)(const char*, int, ...) = (int (*)(const char*, int, ...))real(#name);        \
        return (flags & O_ACCMODE) != O_RDONLY && named(path) && fails("open") ? -1              \
                                                                               : next(path, flags, mode); \
    }
OPEN(open)
OPEN(open64)

#define FOPEN(name)                                                                           \
    FILE* name(const char* path, const char* mode) {                                          \
        FILE* (*next)(const char*, const char*) = (FILE * (*)(const char*, const char*)) real(#name); \
        return mode[0] != 'r' && named(path) && fails("fopen") ? NULL : next(path, mode);     \
    }
FOPEN(fopen)
FOPEN(fopen64)

size_t fwrite(const void* bytes, size_t size, size_t count, FILE* stream) {
    size_t (*next)(const void*, size_t, size_t, FILE*) =
        (size_t(*)(const void*, size_t, size_t, FILE*))real("fwrite");
    return watched(fileno(stream)) && fails("fwrite") ? 0 : next(bytes, size, count, stream);
}

int fclose(FILE* stream) {
    int (*next)(FILE*) = (int (*)(FILE*))real("fclose");
    const int failed = watched(fileno(stream)) && fails("fclose");
    const int error = errno;
    const int result = next(stream);
    if (failed) {
        errno = error;
    }
    return failed ? EOF : result;
}

static void turn_back(time_t* seconds) {
    static atomic_long looks;
    if (getenv("FAULT_CLOCK") != NULL) {
        *seconds -= 3600 * (1 + atomic_fetch_add(&looks, 1) / 10);
    }
}

int clock_gettime(clockid_t clock, struct timespec* now) {
    const int result = (int)syscall(SYS_clock_gettime, clock, now);
    turn_back(&now->tv_sec);
    return result;
}

time_t time(time_t* place) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (place != NULL) {
        *place = now.tv_sec;
    }
    return now.tv_sec;
}
