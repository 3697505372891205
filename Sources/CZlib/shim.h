// zlib, for its checksum.

#ifndef BOXWOOD_CZLIB_SHIM_H
#define BOXWOOD_CZLIB_SHIM_H

#include <zlib.h>

#endif
