// Remembers of each file what a disk would have if the power went now: what was there at its last fsync. That
// a file is no longer there counts at once.
// Preloaded into the program under test. POWER_FOLDER is what is watched, POWER_KEPT where copies go.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;

// Reads through the descriptor that is there: closing another one of the same file would drop SQLite's locks.
static void copy(int from, const char *name, const char *kept) {
    char fresh[4096], place[4096], bytes[65536];
    snprintf(fresh, sizeof fresh, "%s/.fresh", kept);
    snprintf(place, sizeof place, "%s/%s", kept, name);
    int to = open(fresh, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (to < 0) abort();
    off_t at = 0;
    for (ssize_t got; (got = pread(from, bytes, sizeof bytes, at)) > 0; at += got)
        if (write(to, bytes, (size_t)got) != got) abort();
    close(to);
    if (rename(fresh, place) != 0) abort();
}

// The name of a watched file below its folder; NULL for any other.
static const char *watched(const char *path) {
    const char *folder = getenv("POWER_FOLDER");
    size_t begin = folder ? strlen(folder) : 0;
    if (!folder || strncmp(path, folder, begin) != 0 || path[begin] != '/') return NULL;
    return strchr(path + begin + 1, '/') ? NULL : path + begin + 1;
}

static void remember(int descriptor) {
    const char *kept = getenv("POWER_KEPT"), *name;
    char link[64], path[4096];
    struct stat about;
    if (!kept || fstat(descriptor, &about) != 0 || !S_ISREG(about.st_mode)) return;
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return;
    path[length] = 0;
    if ((name = watched(path))) copy(descriptor, name, kept);
}

static int synced(const char *name, int descriptor) {
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
    pthread_mutex_lock(&one_at_a_time);
    int result = real(descriptor);
    if (result == 0) remember(descriptor);
    pthread_mutex_unlock(&one_at_a_time);
    return result;
}

int fsync(int descriptor) { return synced("fsync", descriptor); }
int fdatasync(int descriptor) { return synced("fdatasync", descriptor); }

int unlink(const char *path) {
    int (*real)(const char *) = (int (*)(const char *))dlsym(RTLD_NEXT, "unlink");
    const char *kept = getenv("POWER_KEPT"), *name = watched(path);
    char place[4096];
    pthread_mutex_lock(&one_at_a_time);
    int result = real(path);
    if (result == 0 && kept && name) {
        snprintf(place, sizeof place, "%s/%s", kept, name);
        real(place);
    }
    pthread_mutex_unlock(&one_at_a_time);
    return result;
}
