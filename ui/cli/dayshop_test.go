//go:build linux && !race

package cli_test

import (
	"bytes"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"alur/model"
	"alur/model/procfile"
	"alur/store"
	"alur/store/kv/bolt"
	"alur/store/storetest"
	"alur/ui/cli/daytest"
)

// notes is a step at which somebody writes and never gets to the end.
const notes = `process: Write a note
id: note
kind: support
owner: desk
role: desk
start: {ask: {no: text}}
title: Note {no}
steps:
  - {id: write, do: Write down how the day was, record: {words: text}}
`

func writer(n int) string { return fmt.Sprintf("Desk%02d", n) }

// The PCs of a day, by the last part of their addresses.
const (
	pcPost, pcCommands, pcWriter, pcJoiner, pcSlow = 1, 150, 160, 180, 200
)

func (d *day) stations() []int {
	all := []int{pcCommands}
	for first, n := range map[int]int{pcPost: d.staff.post, pcWriter: d.staff.writers, pcJoiner: d.staff.joiners, pcSlow: d.staff.slow} {
		for i := range n {
			all = append(all, first+i)
		}
	}
	return all
}

// furnish founds the shop, with a PIN for everybody and the PCs let in.
func (d *day) furnish() {
	d.t.Helper()
	path := filepath.Join(d.t.TempDir(), "shop.db")
	d.env = append(d.env, "ALUR_DB="+path)
	engine, err := bolt.Create(d.t.Context(), path, bolt.Options{AppendOnly: store.AppendOnly()})
	if err != nil {
		d.t.Fatal(err)
	}
	ops := 0
	s, err := store.Open(d.t.Context(), engine, store.Options{Clock: time.Now, NewOp: func() string { ops++; return fmt.Sprint("found-", ops) }})
	if err != nil {
		d.t.Fatal(err)
	}
	do := func(by string, act model.Act) {
		if _, err := s.Do(d.t.Context(), model.Command{By: by, Act: act}); err != nil {
			d.t.Fatal(err)
		}
	}
	d.peoples(do)
	for name, text := range map[string]string{"parcel.yaml": daytest.Parcels, "note.yaml": notes, "bench.yaml": storetest.Bench} {
		p, f, faults := procfile.Read(name, []byte(text))
		if f == nil {
			d.t.Fatal(faults[0].In(model.English))
		}
		do("hendra", model.PublishProcess{Process: p})
	}
	for n := range daytest.Boards {
		do("eko", model.StartCase{Process: "bench", Fields: model.Values{"board": {Text: fmt.Sprint(n)}}})
	}
	for n := range d.staff.writers + d.staff.joiners {
		do("eko", model.StartCase{Process: "note", Fields: model.Values{"no": {Text: fmt.Sprint(n)}}})
	}
	d.pcs = map[int]daytest.Key{}
	for _, pc := range d.stations() {
		key, err := daytest.NewKey()
		if err != nil {
			d.t.Fatal(err)
		}
		d.pcs[pc] = key
		do("hendra", model.ApproveStation{Key: key.Public(), Name: fmt.Sprint("PC-", pc)})
	}
	if err := s.Close(); err != nil {
		d.t.Fatal(err)
	}
	d.addr = freePort(d.t)
}

// peoples adds the people, each with a PIN, in a shop that is open round the
// clock: no claim comes back in the middle.
func (d *day) peoples(do func(by string, act model.Act)) {
	d.t.Helper()
	hours, err := model.ParseHours("mon-sun 00:00-24:00", model.Hours{})
	if err != nil {
		d.t.Fatal(err)
	}
	do("", model.CreateShop{Settings: model.Settings{Name: "Toko Maju", Hours: hours}, Owner: "Hendra"})
	hash, err := model.HashPIN(daytest.PIN, []byte("0123456789abcdef"))
	if err != nil {
		d.t.Fatal(err)
	}
	crowd := func(n int, role string, name func(int) string) {
		for i := range n {
			do("hendra", model.AddPerson{Person: model.Person{Name: name(i), Roles: []string{role}}})
			do("hendra", model.SetPIN{Person: strings.ToLower(name(i)), Hash: hash})
		}
	}
	crowd(d.staff.post+d.staff.windows, "post", daytest.Postman)
	crowd(daytest.Boards*3, "bench", daytest.Sander)
	crowd(d.staff.writers+d.staff.joiners, "desk", writer)
	do("hendra", model.AddPerson{Person: model.Person{Name: "Eko", Roles: []string{"post", "bench", "desk"}}})
}

// server is the program that serves, and what it and those before it took.
type server struct {
	cmd    *exec.Cmd
	talk   *bytes.Buffer
	cpu    time.Duration
	memory int64
}

// opens starts the server and waits until it is heard.
func (d *day) opens() {
	cmd := exec.Command("alur", "serve", "--ssh", d.addr)
	talk := &bytes.Buffer{}
	cmd.Env, cmd.Stdout, cmd.Stderr = d.env, talk, talk
	if err := cmd.Start(); err != nil {
		d.t.Error(err)
		return
	}
	d.shop.cmd, d.shop.talk = cmd, talk
	for until := time.Now().Add(daytest.Patience); ; time.Sleep(20 * time.Millisecond) {
		if c, err := net.DialTimeout("tcp", d.addr, time.Second); err == nil {
			_ = c.Close()
			return
		}
		if time.Now().After(until) {
			d.t.Error("the server does not come")
			return
		}
	}
}

// stop kills the server in the middle of whatever it does, as a power cut of the
// program would, and counts what it took.
func (d *day) stop() {
	s := &d.shop
	if s.cmd == nil {
		return
	}
	s.memory = max(s.memory, residentMost(s.cmd.Process.Pid))
	_ = s.cmd.Process.Kill()
	_ = s.cmd.Wait()
	s.cpu += s.cmd.ProcessState.UserTime() + s.cmd.ProcessState.SystemTime()
	if strings.Contains(s.talk.String(), "broke off") || strings.Contains(s.talk.String(), "panic") {
		d.t.Errorf("the server said\n%s", s.talk)
	}
	s.cmd = nil
}

// residentMost is the most memory a program has had, 0 where it is not told.
func residentMost(pid int) int64 {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(text)) {
		if rest, there := strings.CutPrefix(line, "VmHWM:"); there {
			kib, _ := strconv.ParseInt(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(rest), "kB")), 10, 64)
			return kib << 10
		}
	}
	return 0
}
