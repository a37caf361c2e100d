//go:build !windows && (amd64 || arm64 || loong64 || ppc64le || riscv64 || s390x)

package bolt

// mapIsFile says that a file is as large as its map.
const mapIsFile = false

// mapFor is how much address space is set aside for a file of which so many
// bytes are in use: while it suffices, a growing file never has to wait for the
// readers. The file does not grow by it.
func mapFor(used int64) int64 { return used + 1<<30 }
