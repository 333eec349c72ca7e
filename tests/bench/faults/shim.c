/* Stands between the program and the system: counts the operations that change a folder, and lets the N-th one fail.
   Loaded with LD_PRELOAD, so that SQLite's own writes go through it as ours do. Armed by fault_arm() after a fork. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum { COUNT, ONCE, ALWAYS, KILL, TORN };

static char prefix[PATH_MAX];
static size_t prefix_length;
static int mode, wanted_errno;
static long nth;
static atomic_long counted;

void fault_arm(const char *folder, int how, long which, int error) {
    prefix_length = strlen(folder);
    memcpy(prefix, folder, prefix_length + 1);
    mode = how;
    nth = which;
    wanted_errno = error;
    counted = 0;
}

void fault_disarm(void) { prefix_length = 0; }

long fault_count(void) { return counted; }

static int ours(const char *path) { return prefix_length && path && !strncmp(path, prefix, prefix_length); }

static int our_fd(int fd) {
    if (!prefix_length) return 0;
    char link[64], path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return ours(path);
}

/* 0: go on; 1: fail; 2: half of it reaches the disk, then the process dies. */
static int judged(void) {
    long number = ++counted;
    if (mode == COUNT || number < nth) return 0;
    if (mode == ALWAYS || (mode == ONCE && number == nth)) {
        errno = wanted_errno;
        return 1;
    }
    if (number != nth) return 0;
    if (mode == TORN) return 2;
    if (mode == KILL) kill(getpid(), SIGKILL);
    return 0;
}

static int refused(void) {
    int what = judged();
    if (what == 2) kill(getpid(), SIGKILL);
    return what;
}

#define REAL(type, name, ...)                                          \
    static type (*real)(__VA_ARGS__);                                  \
    if (!real) real = (type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name);

#define WRITES(flags) ((flags) & (O_CREAT | O_TRUNC | O_WRONLY | O_RDWR))

#define OPEN(name)                                                     \
    int name(const char *path, int flags, ...) {                       \
        REAL(int, name, const char *, int, ...)                        \
        va_list list;                                                  \
        va_start(list, flags);                                         \
        mode_t bits = va_arg(list, mode_t);                            \
        va_end(list);                                                  \
        if (WRITES(flags) && ours(path) && refused()) return -1;       \
        return real(path, flags, bits);                                \
    }
OPEN(open)
OPEN(open64)

#define OPENAT(name)                                                   \
    int name(int at, const char *path, int flags, ...) {               \
        REAL(int, name, int, const char *, int, ...)                   \
        va_list list;                                                  \
        va_start(list, flags);                                         \
        mode_t bits = va_arg(list, mode_t);                            \
        va_end(list);                                                  \
        if (WRITES(flags) && ours(path) && refused()) return -1;       \
        return real(at, path, flags, bits);                            \
    }
OPENAT(openat)
OPENAT(openat64)

ssize_t write(int fd, const void *data, size_t size) {
    REAL(ssize_t, write, int, const void *, size_t)
    if (our_fd(fd)) {
        int what = judged();
        if (what == 2) {
            real(fd, data, size / 2);
            kill(getpid(), SIGKILL);
        }
        if (what) return -1;
    }
    return real(fd, data, size);
}

#define PWRITE(name, offset_type)                                      \
    ssize_t name(int fd, const void *data, size_t size, offset_type at) { \
        REAL(ssize_t, name, int, const void *, size_t, offset_type)    \
        if (our_fd(fd)) {                                              \
            int what = judged();                                       \
            if (what == 2) {                                           \
                real(fd, data, size / 2, at);                          \
                kill(getpid(), SIGKILL);                               \
            }                                                          \
            if (what) return -1;                                       \
        }                                                              \
        return real(fd, data, size, at);                               \
    }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

#define ON_FD(name)                                                    \
    int name(int fd) {                                                 \
        REAL(int, name, int)                                           \
        if (our_fd(fd) && refused()) return -1;                        \
        return real(fd);                                               \
    }
ON_FD(fsync)
ON_FD(fdatasync)

#define TRUNCATE(name, offset_type)                                    \
    int name(int fd, offset_type size) {                               \
        REAL(int, name, int, offset_type)                              \
        if (our_fd(fd) && refused()) return -1;                        \
        return real(fd, size);                                         \
    }
TRUNCATE(ftruncate, off_t)
TRUNCATE(ftruncate64, off64_t)

int rename(const char *from, const char *to) {
    REAL(int, rename, const char *, const char *)
    if ((ours(from) || ours(to)) && refused()) return -1;
    return real(from, to);
}

int mkdir(const char *path, mode_t bits) {
    REAL(int, mkdir, const char *, mode_t)
    if (ours(path) && refused()) return -1;
    return real(path, bits);
}

int unlink(const char *path) {
    REAL(int, unlink, const char *)
    /* A full disk lets go of files; a process can die before it does. */
    if (ours(path) && mode != ALWAYS && mode != ONCE && refused()) return -1;
    return real(path);
}
