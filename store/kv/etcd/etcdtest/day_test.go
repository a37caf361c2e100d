//go:build linux && !race

// The library of the SSH server writes and reads the deadline of a handshake at
// the same time (charm.land/ssh 0.4.2), which the race detector reports.

package etcdtest

import (
	"cmp"
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"syscall"
	"testing"
	"time"

	"alur/store/kv/etcd"
	"alur/store/storetest"
	"alur/ui/cli/daytest"
)

// TestADayOnThreeServers is a shop full of people on three servers and three
// hosts: with alur join at whichever host answers, with commands over SSH, and
// with command lines of their own; while servers and hosts are killed, stand
// still and are cut off. Nothing that was told to be done is lost, nothing is
// done twice, what all saw fits one order, and what happens by itself happens
// once. Nobody waits for a time here, all wait for words.
//
// It is a small day of six people as it stands; ALUR_PEOPLE=60 ALUR_DAY=10m is a
// whole one, which reports its figures with -v and wants -timeout 40m.
func TestADayOnThreeServers(t *testing.T) {
	long, err := time.ParseDuration(cmp.Or(os.Getenv("ALUR_DAY"), "15s"))
	if err != nil {
		t.Fatal(err)
	}
	people, err := strconv.Atoi(cmp.Or(os.Getenv("ALUR_PEOPLE"), "6"))
	if err != nil {
		t.Fatal(err)
	}
	town := inTown(t)
	if town == nil {
		return
	}
	over, end := context.WithCancel(t.Context())
	defer end()
	d := &day{t: t, town: town, long: long, Day: daytest.New(over, t, people), faults: map[string][]gap{}}
	d.builds()
	d.founds()
	for i := range d.hosts {
		d.opens(i)
	}
	var all sync.WaitGroup
	screens, remote := max(1, people*2/5), max(1, people*3/10)
	sanders := max(1, people-screens)
	boards := min(daytest.Boards, max(1, sanders/3))
	for n := range screens {
		all.Go(func() {
			d.Postman(daytest.Postman(n), func() *daytest.Terminal { return d.joins(fmt.Sprint("post", n), n) })
		})
	}
	for n := range sanders {
		name, run := fmt.Sprint("local-", n), d.locally
		if n < remote {
			name, run = fmt.Sprint("remote-", n), d.remotely
		}
		all.Go(func() { d.Sander(n%boards, name, run) })
	}
	all.Go(d.orders)
	stop := d.watches(&all)
	d.outages()
	end()
	stop()
	all.Wait()
	d.closes()
}

// day is a shop on three servers while people work.
type day struct {
	*daytest.Day
	t       *testing.T
	town    town
	cluster *cluster
	hosts   []*host
	key     daytest.Key
	home    string
	begun   time.Time
	long    time.Duration
	// rounds are the schedules that are due, and chairs how many glue cases were
	// begun before the day.
	rounds map[string]time.Time
	chairs int

	// acts and screens measure the service, and faults is what came of it.
	acts    *gauge
	screens []*gauge
	faults  map[string][]gap
}

const shop = "day"

// host is a machine on which alur serve runs.
type host struct {
	name, home string
	cmd        *exec.Cmd
}

// builds sets the machines up, and begins the servers.
func (d *day) builds() {
	d.t.Helper()
	d.cluster = &cluster{t: d.t}
	for i := range 3 {
		name := fmt.Sprint("m", i)
		d.town.adds(name, false)
		m := &member{name: name, listens: [2]string{d.town.listens(name, portClient), d.town.listens(name, portPeer)}}
		m.client, m.peer = d.town.reached(nobody, name, portClient), d.town.reached(nobody, name, portPeer)
		m.begins = func() *exec.Cmd { return d.town.runs(name, os.Args[0]) }
		d.cluster.members = append(d.cluster.members, m)
	}
	for i := range 3 {
		name := fmt.Sprint("h", i)
		d.town.adds(name, true)
		d.hosts = append(d.hosts, &host{name: name, home: d.t.TempDir()})
	}
	d.home = d.t.TempDir()
	d.cluster.begin()
	d.t.Cleanup(func() {
		for _, h := range d.hosts {
			h.kill()
		}
	})
}

// url is the address of the shop, as a machine reaches it.
func (d *day) url(from string) string {
	url := etcd.Scheme
	for i, m := range d.cluster.members {
		if i > 0 {
			url += ","
		}
		url += d.town.reached(from, m.name, portClient)
	}
	return url + "/" + shop
}

// alur is the program with its arguments on a machine.
func (d *day) alur(machine, home string, args ...string) *exec.Cmd {
	cmd := d.town.runs(machine, append([]string{os.Args[0]}, args...)...)
	cmd.Env = append(os.Environ(), alurEnv+"=1", "ALUR_HOME="+home, "ALUR_LANG=en", "LANG=C.UTF-8", "LC_ALL=C.UTF-8", "NO_COLOR=", "TERM=xterm-256color")
	return cmd
}

// opens starts a host, and waits until it is heard.
func (d *day) opens(i int) {
	h := d.hosts[i]
	log, err := os.OpenFile(filepath.Join(h.home, "serve.log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		d.t.Error(err)
		return
	}
	defer func() { _ = log.Close() }()
	h.cmd = d.alur(h.name, h.home, "serve", "--ssh", d.town.listens(h.name, portSSH), "--store", d.url(h.name))
	h.cmd.Stdout, h.cmd.Stderr = log, log
	h.cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	if err := h.cmd.Start(); err != nil {
		d.t.Error(err)
		return
	}
	for until := time.Now().Add(daytest.Patience); ; time.Sleep(50 * time.Millisecond) { //nolint:forbidigo // It waits for what others do.
		if c := d.calls(i); c != nil {
			_ = c.Close()
			return
		}
		if time.Now().After(until) {
			talk, _ := os.ReadFile(filepath.Join(h.home, "serve.log"))
			d.t.Errorf("%s does not come:\n%s", h.name, talk)
			return
		}
	}
}

// kill ends a host as a power cut would.
func (h *host) kill() {
	if h.cmd != nil && h.cmd.Process != nil {
		_ = h.cmd.Process.Kill()
		_ = h.cmd.Wait()
	}
}

// dials opens a wire to a host, from a PC of the people.
func (d *day) dials(i int) (net.Conn, error) {
	return net.DialTimeout("tcp", d.town.reached(nobody, d.hosts[i].name, portSSH), time.Second)
}

// closes looks at the record when all have gone home.
func (d *day) closes() {
	d.t.Helper()
	d.happened()
	record := d.record()
	d.does("check")
	d.does("audit", "verify")
	lines := make([]daytest.Line, 0, len(record))
	for _, e := range record {
		lines = append(lines, e.Line)
	}
	acked, ticks, unsure := d.Told(lines)
	if err := storetest.Linear(d.History, 5*time.Minute); err != nil {
		d.t.Error(err)
	}
	d.once(record)
	unknown := 0
	for _, h := range d.History {
		if h.Unknown {
			unknown++
		}
	}
	if acked == 0 || len(d.History) == unknown {
		d.t.Error("somebody did nothing all day: the test does not bite")
	}
	d.t.Logf("%d people, %s: %d events; at screens %d acts told done (%d of them ticks), %d without an answer; with commands %d deeds, %d without an answer",
		d.People, time.Since(d.begun).Round(time.Second), len(record), acked, ticks, unsure/2, len(d.History), unknown)
	d.t.Logf("key to Saved: %s; from a cut line to the next screen: %s", daytest.Spread(d.Saved), daytest.Spread(d.Back))
	d.tells()
}
