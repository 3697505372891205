// What glibc keeps of memory that was freed. Elsewhere these do nothing.

#ifndef BOXWOOD_CVIPS_ALLOCATOR_H
#define BOXWOOD_CVIPS_ALLOCATOR_H

#include <stdlib.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

// At most this many heaps for all threads together; call it before threads allocate.
static inline void boxwood_limit_heaps(int count) {
#ifdef __GLIBC__
    mallopt(M_ARENA_MAX, count);
#else
    (void) count;
#endif
}

// Gives free pages back to the system.
static inline void boxwood_give_back_memory(void) {
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}

#endif
