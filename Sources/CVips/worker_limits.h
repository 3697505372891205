// The limits that an ingest worker puts on itself, which nothing lifts again. In C because prctl and syscall are
// variadic, which Swift cannot call, and because setrlimit's first parameter has a different type on each C library.
//
// Each function returns 0, -1 when the system refused, or 1 where the system knows no such thing.

#ifndef BOXWOOD_CVIPS_WORKER_LIMITS_H
#define BOXWOOD_CVIPS_WORKER_LIMITS_H

#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#ifdef __linux__
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#if __has_include(<linux/landlock.h>)
#include <linux/landlock.h>
#endif
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
static inline int boxwood_limit_file_size(uint64_t bytes) { return boxwood_limit(RLIMIT_FSIZE, bytes); }
static inline int boxwood_limit_open_files(uint64_t count) { return boxwood_limit(RLIMIT_NOFILE, count); }
static inline int boxwood_limit_core_size(uint64_t bytes) { return boxwood_limit(RLIMIT_CORE, bytes); }

// The system sends SIGXCPU after so many seconds, and SIGKILL one second later.
static inline int boxwood_limit_cpu_seconds(uint64_t seconds) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_CPU, &limit) != 0) return -1;
    if (limit.rlim_max == RLIM_INFINITY || seconds < limit.rlim_max) limit.rlim_max = seconds + 1;
    limit.rlim_cur = seconds < limit.rlim_max ? seconds : limit.rlim_max;
    return setrlimit(RLIMIT_CPU, &limit);
}

// Waits its turn behind every process of ordinary priority.
static inline int boxwood_be_nice(void) { return setpriority(PRIO_PROCESS, 0, 10); }

// Closes every file but standard input, output and error.
static inline int boxwood_close_other_files(void) {
#if defined(__linux__) && defined(SYS_close_range)
    if (syscall(SYS_close_range, 3u, ~0u, 0u) == 0) return 0;
#endif
    for (int descriptor = 3; descriptor < 1024; descriptor++) close(descriptor);
    return 0;
}

// From here on neither this process nor its children can gain privileges through set-user-id files.
static inline int boxwood_no_new_privileges(void) {
#ifdef __linux__
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
#else
    return 1;
#endif
}

// Whether boxwood_refuse_system_calls does something here.
static inline int boxwood_can_refuse_system_calls(void) {
#if defined(__linux__) && (defined(__x86_64__) || defined(__aarch64__))
    return prctl(PR_GET_SECCOMP) >= 0;
#else
    return 0;
#endif
}

// From here on network, other programs, other processes and the kernel's rarer doors answer "not permitted".
static inline int boxwood_refuse_system_calls(void) {
#if defined(__linux__) && (defined(__x86_64__) || defined(__aarch64__))
#ifdef __x86_64__
    const uint32_t architecture = AUDIT_ARCH_X86_64;
#else
    const uint32_t architecture = AUDIT_ARCH_AARCH64;
#endif
    static const uint32_t refused[] = {
        SYS_socket, SYS_socketpair, SYS_connect, SYS_bind, SYS_listen, SYS_accept, SYS_accept4, SYS_sendto,
        SYS_sendmsg, SYS_sendmmsg, SYS_execve, SYS_execveat, SYS_ptrace, SYS_process_vm_readv,
        SYS_process_vm_writev, SYS_pidfd_getfd, SYS_kill, SYS_tkill, SYS_mount, SYS_umount2, SYS_pivot_root,
        SYS_chroot, SYS_setns, SYS_unshare, SYS_bpf, SYS_perf_event_open, SYS_userfaultfd, SYS_keyctl,
        SYS_add_key, SYS_request_key, SYS_io_uring_setup, SYS_shmget, SYS_msgget, SYS_semget,
    };
    enum { count = sizeof refused / sizeof refused[0] };
    struct sock_filter filter[count + 7];
    size_t n = 0;
    filter[n++] = (struct sock_filter) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch));
    filter[n++] = (struct sock_filter) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, architecture, 1, 0);
    filter[n++] = (struct sock_filter) BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS);
    filter[n++] = (struct sock_filter) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr));
    for (size_t i = 0; i < count; i++)
        filter[n++] = (struct sock_filter)
            BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, refused[i], (uint8_t) (count - i), 0);
    // Numbers from 0x40000000 on are the x32 ABI's on x86-64, and nobody's elsewhere.
    filter[n++] = (struct sock_filter) BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000u, 0, 1);
    filter[n++] = (struct sock_filter) BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM);
    filter[n++] = (struct sock_filter) BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    if (prctl(PR_GET_SECCOMP) < 0) return 1;
    struct sock_fprog program = { (unsigned short) n, filter };
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0);
#else
    return 1;
#endif
}

#if defined(__linux__) && defined(SYS_landlock_create_ruleset) && defined(LANDLOCK_CREATE_RULESET_VERSION)
static inline int boxwood_landlock_allow(int ruleset, const char *path, uint64_t access) {
    struct landlock_path_beneath_attr rule = { .allowed_access = access };
    rule.parent_fd = open(path, O_RDONLY | O_CLOEXEC);
    if (rule.parent_fd < 0) return errno == ENOENT ? 0 : -1;
    int result = (int) syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
    close(rule.parent_fd);
    return result;
}
#endif

// Whether boxwood_confine_files does something here.
static inline int boxwood_can_confine_files(void) {
#if defined(__linux__) && defined(SYS_landlock_create_ruleset) && defined(LANDLOCK_CREATE_RULESET_VERSION)
    return syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION) >= 1;
#else
    return 0;
#endif
}

// From here on only one file can be read, beside the system's libraries, and only one folder written to.
static inline int boxwood_confine_files(const char *readable_file, const char *writable_folder) {
#if defined(__linux__) && defined(SYS_landlock_create_ruleset) && defined(LANDLOCK_CREATE_RULESET_VERSION)
    if (!boxwood_can_confine_files()) return 1;
    const uint64_t reading = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
    const uint64_t writing = LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_FILE |
        LANDLOCK_ACCESS_FS_MAKE_REG;
    // Everything that the first version knows: the rest is not asked for, so not even a newer kernel is needed.
    struct landlock_ruleset_attr handled = { .handled_access_fs = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1 };
    int ruleset = (int) syscall(SYS_landlock_create_ruleset, &handled, sizeof handled.handled_access_fs, 0);
    if (ruleset < 0) return -1;
    int failed = boxwood_landlock_allow(ruleset, readable_file, LANDLOCK_ACCESS_FS_READ_FILE) |
        boxwood_landlock_allow(ruleset, writable_folder, reading | writing) |
        boxwood_landlock_allow(ruleset, "/usr", reading | LANDLOCK_ACCESS_FS_EXECUTE) |
        boxwood_landlock_allow(ruleset, "/lib", reading | LANDLOCK_ACCESS_FS_EXECUTE) |
        boxwood_landlock_allow(ruleset, "/lib64", reading | LANDLOCK_ACCESS_FS_EXECUTE) |
        boxwood_landlock_allow(ruleset, "/etc/ld.so.cache", LANDLOCK_ACCESS_FS_READ_FILE) |
        boxwood_landlock_allow(ruleset, "/dev/null", LANDLOCK_ACCESS_FS_READ_FILE) |
        boxwood_landlock_allow(ruleset, "/dev/urandom", LANDLOCK_ACCESS_FS_READ_FILE) |
        boxwood_landlock_allow(ruleset, "/proc/self/statm", LANDLOCK_ACCESS_FS_READ_FILE);
    if (!failed) failed = (int) syscall(SYS_landlock_restrict_self, ruleset, 0);
    close(ruleset);
    return failed ? -1 : 0;
#else
    (void) readable_file, (void) writable_folder;
    return 1;
#endif
}

#endif
