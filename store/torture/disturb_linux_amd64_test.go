package torture_test

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"syscall"
	"testing"
)

// disturbance is what happens to a program at some of its calls to the system,
// counted over all its threads: strace counts each thread by itself.
type disturbance struct {
	// Calls are the names of those that count.
	Calls []string
	// From is the first that is disturbed, To the last; 0 is every one after.
	From, To int
	// Kill kills the program as the call begins; else the call is not done and
	// fails with an input/output error.
	Kill bool
}

const disturbVariable = "ALUR_TORTURE_DISTURB"

// callNumbers are the calls by which a program changes a disk.
var callNumbers = map[string]uint64{
	"write": syscall.SYS_WRITE, "pwrite64": syscall.SYS_PWRITE64, "fsync": syscall.SYS_FSYNC, "fdatasync": syscall.SYS_FDATASYNC,
	"ftruncate": syscall.SYS_FTRUNCATE, "rename": syscall.SYS_RENAMEAT, "link": syscall.SYS_LINKAT, "unlink": syscall.SYS_UNLINKAT,
	"openat": syscall.SYS_OPENAT, "flock": syscall.SYS_FLOCK, "copy_file_range": 326,
}

// disturbed is a program under a tracer that disturbs it.
func disturbed(t *testing.T, child *exec.Cmd, d disturbance) *exec.Cmd {
	t.Helper()
	text, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(os.Args[0], append([]string{"-test.run=^TestHelperDisturbs$", "--"}, child.Args...)...)
	cmd.Env, cmd.Dir = slices.Concat(child.Env, []string{disturbVariable + "=" + string(text)}), child.Dir
	return cmd
}

// killedStatus is the exit status of a tracer whose program was killed.
const killedStatus = 137

// TestHelperDisturbs is the tracer.
func TestHelperDisturbs(t *testing.T) {
	text := os.Getenv(disturbVariable)
	if text == "" {
		t.Skip("started by another test")
	}
	tr := tracer{inside: map[int]bool{}, failing: map[int]bool{}, known: map[int]bool{}}
	if err := json.Unmarshal([]byte(text), &tr.disturbance); err != nil {
		t.Fatal(err)
	}
	for _, name := range tr.Calls {
		tr.numbers = append(tr.numbers, callNumbers[name])
	}
	args := os.Args[slices.Index(os.Args, "--")+1:]
	status, err := tr.run(args)
	if err != nil {
		fmt.Fprintln(os.Stderr, "the tracer:", err)
		status = 3
	}
	os.Exit(status)
}

// tracer watches the calls of one program.
type tracer struct {
	disturbance
	numbers []uint64
	pid, n  int
	// inside are the threads that are in a call, failing those whose call is
	// to fail, known all.
	inside, failing, known map[int]bool
}

func (tr *tracer) run(args []string) (status int, err error) {
	runtime.LockOSThread() // One thread traces.
	defer runtime.UnlockOSThread()
	path, err := exec.LookPath(args[0])
	if err != nil {
		return 0, err
	}
	tr.pid, err = syscall.ForkExec(path, args, &syscall.ProcAttr{
		Env: slices.DeleteFunc(os.Environ(), func(v string) bool {
			return len(v) > len(disturbVariable) && v[:len(disturbVariable)] == disturbVariable
		}),
		Files: []uintptr{0, 1, 2}, Sys: &syscall.SysProcAttr{Ptrace: true},
	})
	if err != nil {
		return 0, err
	}
	const exitKill = 0x100000
	tr.known[tr.pid] = true
	for begun := false; ; begun = true {
		var ws syscall.WaitStatus
		id, err := syscall.Wait4(-1, &ws, syscall.WALL, nil)
		switch {
		case err != nil:
			return 0, err
		case ws.Exited() && id == tr.pid:
			return ws.ExitStatus(), nil
		case ws.Signaled() && id == tr.pid:
			return killedStatus, nil
		case !ws.Stopped():
			continue
		case !begun:
			err = syscall.PtraceSetOptions(id, syscall.PTRACE_O_TRACESYSGOOD|syscall.PTRACE_O_TRACECLONE|syscall.PTRACE_O_TRACEFORK|syscall.PTRACE_O_TRACEVFORK|exitKill)
			if err != nil {
				return 0, err
			}
		}
		// A thread that was killed meanwhile is gone: its end comes next.
		_ = syscall.PtraceSyscall(id, tr.stopped(id, ws))
	}
}

// stopped looks at a thread that stopped, and returns the signal that it is to
// be given.
func (tr *tracer) stopped(id int, ws syscall.WaitStatus) int {
	const call = syscall.SIGTRAP | 0x80
	sig := ws.StopSignal()
	switch {
	case sig == call:
		tr.call(id)
	case sig == syscall.SIGTRAP:
	case sig == syscall.SIGSTOP && !tr.known[id]: // A new thread.
		tr.known[id] = true
	default:
		return int(sig)
	}
	return 0
}

// call is a thread that begins a call, or ends it.
func (tr *tracer) call(id int) {
	var regs syscall.PtraceRegs
	if syscall.PtraceGetRegs(id, &regs) != nil {
		return
	}
	if tr.inside[id] = !tr.inside[id]; !tr.inside[id] {
		if tr.failing[id] {
			failed := -int64(syscall.EIO)
			regs.Rax = uint64(failed)
			_ = syscall.PtraceSetRegs(id, &regs)
			tr.failing[id] = false
		}
		return
	}
	if !slices.Contains(tr.numbers, regs.Orig_rax) {
		return
	}
	if tr.n++; tr.n < tr.From || tr.To != 0 && tr.n > tr.To {
		return
	}
	if tr.Kill {
		_ = syscall.Kill(tr.pid, syscall.SIGKILL)
		return
	}
	regs.Orig_rax = ^uint64(0) // There is no such call.
	_ = syscall.PtraceSetRegs(id, &regs)
	tr.failing[id] = true
}
