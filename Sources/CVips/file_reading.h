// Reading from the page cache only. Here because the system call is variadic, which Swift cannot call.

#ifndef BOXWOOD_CVIPS_FILE_READING_H
#define BOXWOOD_CVIPS_FILE_READING_H

#include <errno.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#ifdef __linux__
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>
#endif

// Reads as many of the bytes as are in memory already, and none from the disk: fewer than asked for, or -1 with
// EAGAIN, when some are not; -1 with EOPNOTSUPP where the file system cannot tell.
static inline ssize_t boxwood_read_without_waiting(int descriptor, void *bytes, size_t count, int64_t offset) {
#if defined(__linux__) && defined(SYS_preadv2) && defined(__LP64__)
    struct iovec part = {bytes, count};
    const int no_wait = 0x8; // RWF_NOWAIT
    return syscall(SYS_preadv2, descriptor, &part, 1UL, (unsigned long) offset, 0UL, no_wait);
#else
    (void) descriptor, (void) bytes, (void) count, (void) offset;
    errno = EOPNOTSUPP;
    return -1;
#endif
}

#endif
