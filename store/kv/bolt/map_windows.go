package bolt

// mapIsFile says that a file is as large as its map.
const mapIsFile = true

// mapFor is how large a file is made as it is opened: a larger map has to wait
// for the readers, and everybody behind it, but nobody reads yet then.
func mapFor(used int64) int64 { return used + max(1<<20, used/8) }
