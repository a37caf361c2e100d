package bolt

// mapFor is as large as a file becomes as it is opened, where it is smaller: on
// Windows a file is as large as its map, and a larger map has to wait for the
// readers, which has everybody wait behind it. Nobody reads yet as it is opened.
func mapFor(used int64) int64 { return used + max(1<<20, used/8) }
