// The process limits an ingest worker puts on itself. Here because prctl is variadic, which Swift cannot
// call, and because setrlimit's first parameter has a different type on each C library.

#ifndef BOXWOOD_CVIPS_WORKER_LIMITS_H
#define BOXWOOD_CVIPS_WORKER_LIMITS_H

#include <stdint.h>
#include <sys/resource.h>

#ifdef __linux__
#include <sys/prctl.h>
#endif

static inline int boxwood_limit(int resource, uint64_t value) {
    struct rlimit limit;
    if (getrlimit(resource, &limit) != 0) return -1;
    if (limit.rlim_max != RLIM_INFINITY && value > limit.rlim_max) value = limit.rlim_max;
    limit.rlim_cur = value;
    limit.rlim_max = value;
    return setrlimit(resource, &limit);
}

static inline int boxwood_limit_address_space(uint64_t bytes) { return boxwood_limit(RLIMIT_AS, bytes); }
static inline int boxwood_limit_cpu_seconds(uint64_t seconds) { return boxwood_limit(RLIMIT_CPU, seconds); }
static inline int boxwood_limit_file_size(uint64_t bytes) { return boxwood_limit(RLIMIT_FSIZE, bytes); }
static inline int boxwood_limit_open_files(uint64_t count) { return boxwood_limit(RLIMIT_NOFILE, count); }
static inline int boxwood_limit_core_size(uint64_t bytes) { return boxwood_limit(RLIMIT_CORE, bytes); }

// From here on neither this process nor its children can gain privileges through set-user-id files.
static inline int boxwood_no_new_privileges(void) {
#ifdef __linux__
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
#else
    return 0;
#endif
}

#endif
