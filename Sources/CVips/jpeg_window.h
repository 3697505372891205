// Decoding a window of a JPEG, and encoding one, through libjpeg-turbo itself, on which libvips stands too.
//
// libvips decodes a whole tile and starts a pipeline for each; here rows above the window are parsed but not
// computed, rows below are not even parsed, and columns beside it are left out. Errors leave by longjmp, which Swift
// must not see, so each call is whole in C.

#ifndef BOXWOOD_CVIPS_JPEG_WINDOW_H
#define BOXWOOD_CVIPS_JPEG_WINDOW_H

#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <jpeglib.h>

struct boxwood_jpeg_errors {
    struct jpeg_error_mgr manager;
    jmp_buf leave;
};

static inline void boxwood_jpeg_leave(j_common_ptr info) {
    longjmp(((struct boxwood_jpeg_errors *) info->err)->leave, 1);
}

static inline void boxwood_jpeg_be_silent(j_common_ptr info) { (void) info; }

static inline struct jpeg_error_mgr *boxwood_jpeg_errors(struct boxwood_jpeg_errors *errors) {
    struct jpeg_error_mgr *manager = jpeg_std_error(&errors->manager);
    manager->error_exit = boxwood_jpeg_leave;
    manager->output_message = boxwood_jpeg_be_silent;
    return manager;
}

enum boxwood_jpeg_result {
    boxwood_jpeg_done = 0,
    boxwood_jpeg_damaged = 1,     // not a JPEG, cut off, or faulty inside
    boxwood_jpeg_wrong_sides = 2, // sound, but not of the sides that were expected
};

// Decodes columns x ..< x + width of rows y ..< y + height into rows of RGB, `stride` bytes apart.
//
// The window must lie inside the picture, whose sides must be those given. Any damage on the way is an error: what
// libjpeg would paper over with grey is never returned as pixels.
static inline int boxwood_jpeg_decode_window(
    const uint8_t *bytes, size_t count, int full_width, int full_height,
    int x, int y, int width, int height, uint8_t *rows, size_t stride) {
    struct jpeg_decompress_struct info;
    struct boxwood_jpeg_errors errors;
    uint8_t *volatile spare = NULL;
    volatile int result = boxwood_jpeg_damaged;
    memset(&info, 0, sizeof info);
    info.err = boxwood_jpeg_errors(&errors);
    if (setjmp(errors.leave)) goto done;
    jpeg_create_decompress(&info);
    jpeg_mem_src(&info, bytes, count);
    jpeg_read_header(&info, TRUE);
    if ((int) info.image_width != full_width || (int) info.image_height != full_height) {
        result = boxwood_jpeg_wrong_sides;
        goto done;
    }
    info.out_color_space = JCS_RGB;
    jpeg_start_decompress(&info);
    // Two pixels more on each side, so that chroma is interpolated at the window's edges as inside a whole picture.
    JDIMENSION first = x > 2 ? x - 2 : 0;
    JDIMENSION last = x + width + 2 < full_width ? x + width + 2 : full_width;
    JDIMENSION columns = last - first;
    if (first > 0 || (int) last < full_width) jpeg_crop_scanline(&info, &first, &columns);
    const int is_whole = first == (JDIMENSION) x && columns == (JDIMENSION) width;
    if (!is_whole && !(spare = (uint8_t *) malloc((size_t) columns * 3))) goto done;
    if (y > 0 && jpeg_skip_scanlines(&info, y) != (JDIMENSION) y) goto done;
    for (int row = 0; row < height; row++) {
        uint8_t *target = rows + (size_t) row * stride;
        JSAMPROW line = is_whole ? target : spare;
        if (jpeg_read_scanlines(&info, &line, 1) != 1) goto done;
        if (!is_whole) memcpy(target, spare + ((size_t) x - first) * 3, (size_t) width * 3);
    }
    if (errors.manager.num_warnings == 0) result = boxwood_jpeg_done;
done:
    free(spare);
    jpeg_destroy_decompress(&info);
    return result;
}

// Encodes rows of RGB as a baseline JPEG with halved chroma; free the bytes with free().
static inline int boxwood_jpeg_encode(
    const uint8_t *pixels, int width, int height, int quality, uint8_t **bytes, unsigned long *count) {
    struct jpeg_compress_struct info;
    struct boxwood_jpeg_errors errors;
    volatile int result = boxwood_jpeg_damaged;
    memset(&info, 0, sizeof info);
    info.err = boxwood_jpeg_errors(&errors);
    if (setjmp(errors.leave)) goto done;
    jpeg_create_compress(&info);
    jpeg_mem_dest(&info, bytes, count);
    info.image_width = width;
    info.image_height = height;
    info.input_components = 3;
    info.in_color_space = JCS_RGB;
    jpeg_set_defaults(&info);
    jpeg_set_quality(&info, quality, TRUE);
    jpeg_start_compress(&info, TRUE);
    while (info.next_scanline < info.image_height) {
        JSAMPROW line = (JSAMPROW) (pixels + (size_t) info.next_scanline * width * 3);
        jpeg_write_scanlines(&info, &line, 1);
    }
    jpeg_finish_compress(&info);
    result = boxwood_jpeg_done;
done:
    jpeg_destroy_compress(&info);
    return result;
}

#endif
