//go:build linux && !race

package etcdtest

import (
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"syscall"
	"testing"
)

// town is where machines stand, and the lines between them, which can be cut.
type town interface {
	// adds a machine. It is on the line of the servers, and a host on that of the
	// people as well.
	adds(machine string, host bool)
	// listens is where a program on a machine listens, and reached is how another
	// machine gets there; nobody is the people's.
	listens(machine string, port int) string
	reached(from, machine string, port int) string
	// runs is a program on a machine.
	runs(machine string, args ...string) *exec.Cmd
	// cut cuts a machine off from the servers, or from the people, without a word
	// to anybody, and mend ends that.
	cut(machine string, l line)
	mend(machine string, l line)
}

// line is what a machine hangs on.
type line string

const (
	ofServers line = "s"
	ofPeople  line = "p"
)

// nobody is the machine of the people, and of the test.
const nobody = ""

// The ports of programs, where each machine has all of its own.
const (
	portClient, portPeer, portSSH = 2379, 2380, 2222
)

// townEnv says that this program stands in a network of its own.
const townEnv = "ALUR_TEST_TOWN"

// inTown runs a test again in a network of its own, where the machine lets us
// have one; then what is answered is nil, and the test is done. Where it does
// not, the machines are processes with proxies between them.
func inTown(t *testing.T) town {
	t.Helper()
	if os.Getenv(townEnv) != "" {
		return newStreets(t)
	}
	try := exec.Command("sh", "-c", "ip link add one type veth peer name two netns $$ && echo 1 > /proc/sys/net/ipv4/ip_forward && nsenter --net=/proc/self/ns/net true")
	try.SysProcAttr = apart()
	if out, err := try.CombinedOutput(); err != nil {
		t.Logf("machines are parted by proxies: no networks of their own here (%v: %s)", err, strings.TrimSpace(string(out)))
		return newProxies(t)
	}
	again := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^"+t.Name()+"$", "-test.v", "-test.timeout=0")
	again.Env, again.SysProcAttr = append(os.Environ(), townEnv+"=1"), apart()
	out, err := again.CombinedOutput()
	t.Logf("machines are parted by networks of their own\n%s", out)
	if err != nil {
		t.Error(err)
	}
	return nil
}

// apart begins a program in a network of its own, which ends with it.
func apart() *syscall.SysProcAttr {
	a := &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWNET, Pdeathsig: syscall.SIGKILL}
	if uid, gid := os.Geteuid(), os.Getegid(); uid != 0 {
		a.Cloneflags |= syscall.CLONE_NEWUSER
		a.UidMappings = []syscall.SysProcIDMap{{ContainerID: 0, HostID: uid, Size: 1}}
		a.GidMappings = []syscall.SysProcIDMap{{ContainerID: 0, HostID: gid, Size: 1}}
	}
	return a
}

// streets is a town of networks: one for every machine, and between them the
// network of the people and the test, which passes on what the servers say to one
// another.
type streets struct {
	t        testing.TB
	machines []string
	keeper   map[string]int
}

func newStreets(t testing.TB) *streets {
	s := &streets{t: t, keeper: map[string]int{}}
	s.ip("link set lo up")
	if err := os.WriteFile("/proc/sys/net/ipv4/ip_forward", []byte("1"), 0o600); err != nil {
		t.Fatal(err)
	}
	return s
}

func (s *streets) ip(args string) {
	s.t.Helper()
	if out, err := exec.Command("ip", strings.Fields(args)...).CombinedOutput(); err != nil {
		s.t.Fatalf("ip %s: %v: %s", args, err, out)
	}
}

func (s *streets) inside(machine, args string) {
	s.t.Helper()
	if out, err := s.runs(machine, append([]string{"ip"}, strings.Fields(args)...)...).CombinedOutput(); err != nil {
		s.t.Fatalf("ip %s: %v: %s", args, err, out)
	}
}

// address is that of a machine on a line, and of this end of it.
func (s *streets) address(machine string, l line) (there, here string) {
	net := fmt.Sprintf("10.%d.%d.", map[line]int{ofServers: 1, ofPeople: 2}[l], 1+slices.Index(s.machines, machine))
	return net + "2", net + "1"
}

func (s *streets) adds(machine string, host bool) {
	s.t.Helper()
	keeper := exec.Command("cat") // It keeps the network until the test ends.
	keeper.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWNET}
	stdin, err := keeper.StdinPipe()
	if err == nil {
		err = keeper.Start()
	}
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { _ = stdin.Close(); _ = keeper.Wait() })
	s.machines, s.keeper[machine] = append(s.machines, machine), keeper.Process.Pid
	s.inside(machine, "link set lo up")
	lines := []line{ofServers}
	if host {
		lines = append(lines, ofPeople)
	}
	for _, l := range lines {
		there, here := s.address(machine, l)
		s.ip(fmt.Sprintf("link add %s type veth peer name %s netns %d", ours(machine, l), theirs(l), keeper.Process.Pid))
		s.inside(machine, "addr add "+there+"/24 dev "+theirs(l))
		s.inside(machine, "link set "+theirs(l)+" up")
		s.ip("addr add " + here + "/24 dev " + ours(machine, l))
		s.ip("link set " + ours(machine, l) + " up")
	}
	_, here := s.address(machine, ofServers)
	s.inside(machine, "route add default via "+here)
}

// The two ends of a line.
func ours(machine string, l line) string { return machine + "-" + string(l) }
func theirs(l line) string               { return "to-" + string(l) }

func (s *streets) listens(_ string, port int) string { return fmt.Sprint("0.0.0.0:", port) }

func (s *streets) reached(_, machine string, port int) string {
	l := ofServers
	if port == portSSH {
		l = ofPeople
	}
	there, _ := s.address(machine, l)
	return fmt.Sprint(there, ":", port)
}

func (s *streets) runs(machine string, args ...string) *exec.Cmd {
	if machine == nobody {
		return exec.Command(args[0], args[1:]...)
	}
	return exec.Command("nsenter", append([]string{fmt.Sprintf("--net=/proc/%d/ns/net", s.keeper[machine])}, args...)...)
}

// cut lets both ends of a line call out to somebody who is not there.
func (s *streets) cut(machine string, l line) {
	there, here := s.address(machine, l)
	const strange = " lladdr 02:00:00:00:00:01 nud permanent dev "
	s.ip("neigh replace " + there + strange + ours(machine, l))
	s.inside(machine, "neigh replace "+here+strange+theirs(l))
}

func (s *streets) mend(machine string, l line) {
	there, here := s.address(machine, l)
	s.ip("neigh del " + there + " dev " + ours(machine, l))
	s.inside(machine, "neigh del "+here+" dev "+theirs(l))
}
