package torture_test

import (
	"bufio"
	"encoding/hex"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// step is one thing that programs asked of the disk, or one line that they
// said to the world.
type step struct {
	what string // write, size, sync, failed, make, link, rename, remove, copy or said
	path string // the file or folder; of copy, where it comes from
	to   string // of link, rename and copy
	at   int64
	data []byte
	size int64
	text string
}

func (s step) String() string {
	return fmt.Sprintf("%s %s %s %d+%d %d %s", s.what, filepath.Base(s.path), filepath.Base(s.to), s.at, len(s.data), s.size, s.text)
}

// needsStrace skips a test where there is no strace, or where it may not
// watch.
func needsStrace(t *testing.T) {
	t.Helper()
	if err := exec.Command("strace", "-qq", "-o", os.DevNull, "-e", "trace=none", "true").Run(); err != nil {
		t.Skip("this attack watches and disturbs calls to the system by strace, which does not run here:", err)
	}
}

// watchedCalls are the calls by which a program changes a disk.
const watchedCalls = "openat,pwrite64,write,fdatasync,fsync,ftruncate,rename,renameat,renameat2,link,linkat,unlink,unlinkat,copy_file_range,sendfile,splice,pwritev,writev,fallocate,sync_file_range,msync"

// recorded runs programs and returns what they did to the disk below a folder,
// and what they said, in order. What strace is told besides disturbs them.
func recorded(t *testing.T, folder string, child *exec.Cmd, disturb ...string) []step {
	t.Helper()
	log := filepath.Join(t.TempDir(), "calls")
	args := []string{"-f", "-qq", "-y", "-xx", "-s", "8000000", "-e", "signal=none", "-e", "trace=" + watchedCalls, "-o", log}
	traced := exec.Command("strace", slices.Concat(args, disturb, child.Args)...)
	traced.Env, traced.Dir = child.Env, child.Dir
	// A pipe of our own, as a person at the other end would have.
	out, err := traced.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var complaints strings.Builder
	traced.Stderr = &complaints
	if err := traced.Start(); err != nil {
		t.Fatal(err)
	}
	var said strings.Builder
	for lines := bufio.NewScanner(out); lines.Scan(); {
		said.WriteString(lines.Text() + "\n")
	}
	if err := traced.Wait(); err != nil && !strings.Contains(strings.Join(disturb, " "), "KILL") {
		t.Fatalf("%v: %s%s", err, said.String(), complaints.String())
	}
	f, err := os.Open(log)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r := reader{folder: folder, unfinished: map[string]string{}, places: map[string]int64{}}
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 64<<20)
	for lines.Scan() {
		if err := r.line(lines.Text()); err != nil {
			t.Fatalf("%v in %.300s", err, lines.Text())
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return r.steps
}

// reader makes steps of what strace wrote.
type reader struct {
	folder string
	steps  []step
	// unfinished are the calls of each thread that others came between.
	unfinished map[string]string
	// places are where files that are written from begin to end stand.
	places map[string]int64
}

var (
	threadLine = regexp.MustCompile(`^(\d+) +(.*)$`)
	resumed    = regexp.MustCompile(`^<\.\.\. \w+ resumed>(.*)$`)
	callLine   = regexp.MustCompile(`^(\w+)\((.*)\) += (\d+)(<.*>)?`)
	failedSync = regexp.MustCompile(`^(?:fdatasync|fsync)\((.*)\) += -1 EIO`)
)

// line takes one line. A call counts from when it returned.
func (r *reader) line(text string) error {
	m := threadLine.FindStringSubmatch(text)
	if m == nil {
		return fmt.Errorf("no line of strace")
	}
	thread, rest := m[1], m[2]
	if begun, ok := strings.CutSuffix(rest, " <unfinished ...>"); ok {
		r.unfinished[thread] = begun
		return nil
	}
	if m := resumed.FindStringSubmatch(rest); m != nil {
		rest = r.unfinished[thread] + m[1]
		delete(r.unfinished, thread)
	}
	if m := failedSync.FindStringSubmatch(rest); m != nil {
		r.add(step{what: "failed", path: fdPath(m[1])})
		return nil
	}
	m = callLine.FindStringSubmatch(rest)
	if m == nil {
		return nil // It failed, or is no call.
	}
	args := strings.Split(m[2], ", ")
	got, err := strconv.ParseInt(m[3], 10, 64)
	if err != nil {
		return err
	}
	return r.call(m[1], args, got, m[4])
}

func (r *reader) call(name string, args []string, got int64, opened string) error {
	switch name {
	case "openat":
		return r.open(args, opened)
	case "write", "pwrite64":
		return r.write(name, args, got)
	case "fdatasync", "fsync":
		r.add(step{what: "sync", path: fdPath(args[0])})
	case "ftruncate":
		size, err := strconv.ParseInt(args[1], 10, 64)
		if err != nil {
			return err
		}
		r.add(step{what: "size", path: fdPath(args[0]), size: size})
	case "rename", "renameat", "renameat2", "link", "linkat":
		var names []string
		for _, a := range args {
			if strings.HasPrefix(a, `"`) {
				names = append(names, unquoted(a))
			}
		}
		r.add(step{what: strings.TrimSuffix(strings.TrimSuffix(name, "2"), "at"), path: names[0], to: names[1]})
	case "unlink", "unlinkat":
		for _, a := range args {
			if strings.HasPrefix(a, `"`) {
				r.add(step{what: "remove", path: unquoted(a)})
			}
		}
	case "copy_file_range":
		from, to := fdPath(args[0]), fdPath(args[2])
		r.add(step{what: "copy", path: from, to: to, at: r.places[to], size: got})
		r.places[to] += got
	default:
		for _, a := range args {
			if strings.HasPrefix(fdPath(a), r.folder) {
				return fmt.Errorf("%s is not understood here", name)
			}
		}
	}
	return nil
}

func (r *reader) open(args []string, opened string) error {
	path := unquoted(args[1])
	if opened != "" {
		path = fdPath(opened)
	}
	r.places[path] = 0
	if strings.Contains(args[2], "O_CREAT") {
		r.add(step{what: "make", path: path})
	}
	if strings.Contains(args[2], "O_TRUNC") {
		r.add(step{what: "size", path: path})
	}
	if strings.Contains(args[2], "O_APPEND") && strings.HasPrefix(path, r.folder) {
		return fmt.Errorf("O_APPEND is not understood here")
	}
	return nil
}

func (r *reader) write(name string, args []string, got int64) error {
	path := fdPath(args[0])
	if strings.HasPrefix(args[0], "1<") && strings.Contains(path, "pipe:") {
		for line := range strings.Lines(unquoted(args[1])) {
			r.steps = append(r.steps, step{what: "said", text: strings.TrimSpace(line)})
		}
		return nil
	}
	if !strings.HasPrefix(path, r.folder) {
		return nil
	}
	data := []byte(unquoted(args[1]))
	if int64(len(data)) < got {
		return fmt.Errorf("%d bytes of %d were noted", len(data), got)
	}
	at := r.places[path]
	if name == "pwrite64" {
		var err error
		if at, err = strconv.ParseInt(args[3], 10, 64); err != nil {
			return err
		}
	} else {
		r.places[path] += got
	}
	r.add(step{what: "write", path: path, at: at, data: data[:got]})
	return nil
}

func (r *reader) add(s step) {
	if strings.HasPrefix(s.path, r.folder) {
		r.steps = append(r.steps, s)
	}
}

// fdPath is the path of an argument such as 7</home/shop.db>.
func fdPath(arg string) string {
	_, path, ok := strings.Cut(arg, "<")
	if !ok {
		return ""
	}
	return unescaped(strings.TrimSuffix(path, ">"))
}

func unquoted(arg string) string {
	if len(arg) < 2 || arg[0] != '"' || arg[len(arg)-1] != '"' {
		return ""
	}
	return unescaped(arg[1 : len(arg)-1])
}

// unescaped reads \x2f\x61 as strace -xx writes it, and what it left as it is.
func unescaped(text string) string {
	if !strings.HasPrefix(text, `\x`) {
		return text
	}
	raw, err := hex.DecodeString(strings.ReplaceAll(text, `\x`, ""))
	if err != nil {
		return text
	}
	return string(raw)
}
