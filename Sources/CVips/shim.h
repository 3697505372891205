// Fixed-arity doors into libvips, whose own functions are nearly all variadic: Swift cannot call those.
// One function for each operation used. Those that make an image return it with one reference held by the
// caller, or NULL when the operation failed (the reason is then in vips_error_buffer()).

#ifndef BOXWOOD_CVIPS_SHIM_H
#define BOXWOOD_CVIPS_SHIM_H

#include <stddef.h>
#include <string.h>
#include <vips/vips.h>

static inline void boxwood_vips_drop_log(
    const gchar *domain, GLogLevelFlags level, const gchar *message, gpointer data) {
    (void) domain, (void) level, (void) message, (void) data;
}

// Warnings about damaged uploads belong to whoever reads the error, not on the server's standard error.
static inline void boxwood_vips_silence_warnings(void) {
    g_log_set_handler("VIPS", G_LOG_LEVEL_WARNING | G_LOG_LEVEL_INFO, boxwood_vips_drop_log, NULL);
}

static inline void boxwood_vips_unref(VipsImage *image) { g_object_unref(image); }

// Loaders. Each takes a literal file name: "a[page=1].jpg" is a file called that, never an option.

// A strict one also fails on what libjpeg only warns of, such as data that ends too early.
static inline VipsImage *boxwood_vips_jpegload(const char *path, int sequential, int strict) {
    VipsImage *out = NULL;
    vips_jpegload(path, &out, "access", sequential ? VIPS_ACCESS_SEQUENTIAL : VIPS_ACCESS_RANDOM,
        "fail_on", strict ? VIPS_FAIL_ON_WARNING : VIPS_FAIL_ON_ERROR, NULL);
    return out;
}

static inline VipsImage *boxwood_vips_pngload(const char *path, int sequential) {
    VipsImage *out = NULL;
    vips_pngload(path, &out, "access", sequential ? VIPS_ACCESS_SEQUENTIAL : VIPS_ACCESS_RANDOM,
        "fail_on", VIPS_FAIL_ON_ERROR, NULL);
    return out;
}

static inline VipsImage *boxwood_vips_webpload(const char *path, int sequential) {
    VipsImage *out = NULL;
    vips_webpload(path, &out, "access", sequential ? VIPS_ACCESS_SEQUENTIAL : VIPS_ACCESS_RANDOM,
        "fail_on", VIPS_FAIL_ON_ERROR, NULL);
    return out;
}

static inline VipsImage *boxwood_vips_tiffload(const char *path, int sequential) {
    VipsImage *out = NULL;
    vips_tiffload(path, &out, "access", sequential ? VIPS_ACCESS_SEQUENTIAL : VIPS_ACCESS_RANDOM,
        "fail_on", VIPS_FAIL_ON_ERROR, NULL);
    return out;
}

// The bytes must stay where they are until the image is let go.
static inline VipsImage *boxwood_vips_jpegload_buffer(const void *bytes, size_t count) {
    VipsImage *out = NULL;
    vips_jpegload_buffer((void *) bytes, count, &out, "fail_on", VIPS_FAIL_ON_ERROR, NULL);
    return out;
}

// The same for any of the formats that are allowed, found by content.
static inline VipsImage *boxwood_vips_load_buffer(const void *bytes, size_t count) {
    return vips_image_new_from_buffer(bytes, count, "", "fail_on", VIPS_FAIL_ON_ERROR, NULL);
}

// Copies the pixels: rows from the top, bands interleaved.
static inline VipsImage *boxwood_vips_from_memory(
    const void *pixels, size_t count, int width, int height, int bands, int format) {
    return vips_image_new_from_memory_copy(pixels, count, width, height, bands, (VipsBandFormat) format);
}

// Does not copy them: they must stay where they are until the image and all made from it are let go.
static inline VipsImage *boxwood_vips_borrow_memory(
    const void *pixels, size_t count, int width, int height, int bands, int format) {
    return vips_image_new_from_memory(pixels, count, width, height, bands, (VipsBandFormat) format);
}

// Conversions.

static inline VipsImage *boxwood_vips_autorot(VipsImage *in) {
    VipsImage *out = NULL;
    vips_autorot(in, &out, NULL);
    return out;
}

static inline VipsImage *boxwood_vips_icc_transform(VipsImage *in, const char *output, const char *fallback) {
    VipsImage *out = NULL;
    vips_icc_transform(in, &out, output, "embedded", TRUE, "input_profile", fallback,
        "intent", VIPS_INTENT_RELATIVE, "depth", 8, NULL);
    return out;
}

static inline VipsImage *boxwood_vips_colourspace(VipsImage *in, int space) {
    VipsImage *out = NULL;
    vips_colourspace(in, &out, (VipsInterpretation) space, NULL);
    return out;
}

static inline VipsImage *boxwood_vips_cast_uchar(VipsImage *in) {
    VipsImage *out = NULL;
    vips_cast(in, &out, VIPS_FORMAT_UCHAR, NULL);
    return out;
}

static inline VipsImage *boxwood_vips_flatten(VipsImage *in, double background) {
    VipsImage *out = NULL;
    VipsArrayDouble *fill = vips_array_double_newv(1, background);
    vips_flatten(in, &out, "background", fill, NULL);
    vips_area_unref(VIPS_AREA(fill));
    return out;
}

static inline VipsImage *boxwood_vips_copy(VipsImage *in, int interpretation) {
    VipsImage *out = NULL;
    vips_copy(in, &out, "interpretation", (VipsInterpretation) interpretation, NULL);
    return out;
}

static inline VipsImage *boxwood_vips_mirror(VipsImage *in) {
    VipsImage *out = NULL;
    vips_flip(in, &out, VIPS_DIRECTION_HORIZONTAL, NULL);
    return out;
}

// Quarter turns clockwise, 1 to 3.
static inline VipsImage *boxwood_vips_quarter_turns(VipsImage *in, int turns) {
    VipsImage *out = NULL;
    vips_rot(in, &out, (VipsAngle) (VIPS_ANGLE_D0 + turns), NULL);
    return out;
}

static inline VipsImage *boxwood_vips_add_alpha(VipsImage *in) {
    VipsImage *out = NULL;
    vips_addalpha(in, &out, NULL);
    return out;
}

// Degrees clockwise; new corners are white, and transparent where the last band says so.
static inline VipsImage *boxwood_vips_rotate(VipsImage *in, double degrees) {
    VipsImage *out = NULL;
    double white[4] = {255, 255, 255, 0};
    VipsArrayDouble *corners = vips_array_double_new(white, vips_image_get_bands(in));
    vips_similarity(in, &out, "angle", degrees, "background", corners, NULL);
    vips_area_unref(VIPS_AREA(corners));
    return out;
}

static inline VipsImage *boxwood_vips_bands(VipsImage *in, int first, int count) {
    VipsImage *out = NULL;
    vips_extract_band(in, &out, first, "n", count, NULL);
    return out;
}

static inline VipsImage *boxwood_vips_join(VipsImage *first, VipsImage *second) {
    VipsImage *out = NULL;
    vips_bandjoin2(first, second, &out, NULL);
    return out;
}

// 255 where a sample is at least the threshold, else 0.
static inline VipsImage *boxwood_vips_at_least(VipsImage *in, double threshold) {
    VipsImage *out = NULL;
    vips_moreeq_const1(in, &out, threshold, NULL);
    return out;
}

// A copy without EXIF, XMP, IPTC, profile, or anything else but what the pipeline itself needs.
static inline VipsImage *boxwood_vips_without_metadata(VipsImage *in) {
    VipsImage *out = boxwood_vips_copy(in, in->Type);
    if (!out) return NULL;
    gchar **names = vips_image_get_fields(out);
    for (gchar **name = names; *name; name++)
        if (strncmp(*name, "vips-", 5) != 0) vips_image_remove(out, *name);
    g_strfreev(names);
    return out;
}

// Sources of noise, for drawn scenes: the same seed gives the same pixels.

static inline VipsImage *boxwood_vips_perlin(int width, int height, int cell, int seed) {
    VipsImage *out = NULL;
    vips_perlin(&out, width, height, "cell_size", cell, "seed", seed, NULL);
    return out;
}

static inline VipsImage *boxwood_vips_gaussnoise(int width, int height, double sigma, int seed) {
    VipsImage *out = NULL;
    vips_gaussnoise(&out, width, height, "mean", 0.0, "sigma", sigma, "seed", seed, NULL);
    return out;
}

// Savers.

// The suffix names the format and its options, as in ".jpg[Q=85,strip]"; free the bytes with g_free.
static inline int boxwood_vips_write_to_buffer(
    VipsImage *in, const char *suffix, void **bytes, size_t *count) {
    return vips_image_write_to_buffer(in, suffix, bytes, count, NULL);
}

// Computes the pixels; free them with g_free.
static inline void *boxwood_vips_write_to_memory(VipsImage *in, size_t *count) {
    return vips_image_write_to_memory(in, count);
}

// Header fields. The fallback is returned when the field is missing or of another type.

static inline int boxwood_vips_int_field(VipsImage *in, const char *name, int fallback) {
    int value = fallback;
    if (vips_image_get_typeof(in, name) == 0) return fallback;
    if (vips_image_get_int(in, name, &value) != 0) {
        vips_error_clear();
        return fallback;
    }
    return value;
}

// Gives an image the colour profile that another carries.
static inline void boxwood_vips_take_profile(VipsImage *image, VipsImage *from) {
    const void *profile = NULL;
    size_t count = 0;
    if (vips_image_get_blob(from, VIPS_META_ICC_NAME, &profile, &count) == 0)
        vips_image_set_blob_copy(image, VIPS_META_ICC_NAME, profile, count);
    else
        vips_error_clear();
}

static inline int boxwood_vips_has_field(VipsImage *in, const char *name) {
    return vips_image_get_typeof(in, name) != 0;
}

#endif
