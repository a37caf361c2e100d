//go:build !windows && !(amd64 || arm64 || loong64 || ppc64le || riscv64 || s390x)

package bolt

// mapIsFile says that a file is as large as its map.
const mapIsFile = false

// mapFor leaves it to bbolt: 32-bit systems have no room for more.
func mapFor(int64) int64 { return 0 }
