// TurboJPEG: JPEG files to pixels and back, and pieces of JPEG files without pixels in between.

#ifndef BOXWOOD_CTURBOJPEG_SHIM_H
#define BOXWOOD_CTURBOJPEG_SHIM_H

#include <turbojpeg.h>

#endif
