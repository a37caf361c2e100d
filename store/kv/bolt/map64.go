//go:build !windows && (amd64 || arm64 || loong64 || ppc64le || riscv64 || s390x)

package bolt

// initialMap is how much address space is set aside at once: while it
// suffices, a growing file never has to wait for the readers.
const initialMap = 1 << 30
