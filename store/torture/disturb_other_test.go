//go:build !linux || !amd64

package torture_test

import (
	"os/exec"
	"testing"
)

type disturbance struct {
	Calls    []string
	From, To int
	Kill     bool
}

const killedStatus = 137

func disturbed(t *testing.T, _ *exec.Cmd, _ disturbance) *exec.Cmd {
	t.Skip("programs are disturbed by ptrace, on Linux with amd64 only")
	return nil
}
