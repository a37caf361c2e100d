//go:build windows || !(amd64 || arm64 || loong64 || ppc64le || riscv64 || s390x)

package bolt

// initialMap is left to bbolt: on Windows it would be the size of the file,
// and 32-bit systems have no room for it.
const initialMap = 0
