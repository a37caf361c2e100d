package torture_test

import (
	"bufio"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"alur/model"
	"alur/store"
	"alur/store/kv"
	"alur/store/kv/bolt"
)

// verdict is what a file turned out to be.
type verdict struct {
	Missing bool
	// Head is the end of its record, N:HASH.
	Head string
	Seq  uint64
	// Why is what is wrong with it, empty for nothing, and Said whether people
	// are told so in a sentence of the store's.
	Why  string
	Said bool
	// Rows is the sum of everything that is kept in it.
	Rows string
}

// judge is a program that opens files as they come, and says what they are. It
// is one of its own since a damaged page may end it; then another goes on.
type judge struct {
	t    *testing.T
	cmd  *exec.Cmd
	in   io.WriteCloser
	out  *bufio.Reader
	died int
}

// diedOfIt is what is said of a file that ended its judge.
const diedOfIt = "the program that looked at it died"

const judgeVariable = "ALUR_TORTURE_JUDGE"

func newJudge(t *testing.T) *judge {
	j := &judge{t: t}
	j.begin()
	t.Cleanup(j.end)
	return j
}

func (j *judge) begin() {
	j.t.Helper()
	j.cmd = exec.Command(os.Args[0], "-test.run=^TestHelperJudges$")
	j.cmd.Env = append(os.Environ(), judgeVariable+"=1")
	in, err := j.cmd.StdinPipe()
	if err != nil {
		j.t.Fatal(err)
	}
	out, err := j.cmd.StdoutPipe()
	if err != nil {
		j.t.Fatal(err)
	}
	j.in, j.out = in, bufio.NewReader(out)
	if err := j.cmd.Start(); err != nil {
		j.t.Fatal(err)
	}
}

func (j *judge) end() {
	_ = j.in.Close()
	_, _ = io.Copy(io.Discard, j.out)
	_ = j.cmd.Wait()
}

// of judges a file after a power cut.
func (j *judge) of(path string) verdict { return j.asked("look", path) }

func (j *judge) asked(what, path string) verdict {
	j.t.Helper()
	// A page that leads round in a circle keeps it for ever.
	patience := time.AfterFunc(10*time.Second, func() { _ = j.cmd.Process.Kill() })
	defer patience.Stop()
	_, err := io.WriteString(j.in, what+" "+path+"\n")
	var v verdict
	if err == nil {
		var line []byte
		if line, err = j.out.ReadBytes('\n'); err == nil {
			err = json.Unmarshal(line, &v)
		}
	}
	if err != nil {
		j.end()
		j.begin()
		j.died++
		return verdict{Why: diedOfIt}
	}
	return v
}

// TestHelperJudges is the program of a judge.
func TestHelperJudges(t *testing.T) {
	if os.Getenv(judgeVariable) == "" {
		t.Skip("started by another test")
	}
	answers := json.NewEncoder(os.Stdout)
	ways := map[string]func(string) (verdict, error){"look": look, "check": check, "use": use}
	for questions := bufio.NewScanner(os.Stdin); questions.Scan(); {
		what, path, _ := strings.Cut(questions.Text(), " ")
		v, err := ways[what](path)
		if err != nil {
			v.Why = err.Error()
			_, v.Said = store.Words(err, path)
		}
		if err := answers.Encode(v); err != nil {
			t.Fatal(err)
		}
	}
}

// look opens a file as the next program after a crash does, checks it, works
// on in it, and looks at every page of it.
func look(path string) (v verdict, err error) {
	ctx := context.Background()
	engine, err := bolt.Open(ctx, path, options())
	if errors.Is(err, fs.ErrNotExist) {
		return verdict{Missing: true}, nil
	}
	if err != nil {
		return v, err
	}
	x := &shop{}
	x.seconds.Store(100_000)
	s, err := store.Open(ctx, engine, store.Options{Clock: x.now, NewOp: func() string { return "after" }})
	if err != nil {
		return v, errors.Join(err, engine.Close())
	}
	report, err := s.Check(ctx, nil)
	v.Head, v.Seq = report.Head.String(), report.Head.Seq
	if err != nil {
		return v, errors.Join(err, s.Close())
	}
	if v.Seq > 0 {
		_, err = s.Do(ctx, model.Command{By: "hendra", Act: model.AddPerson{Person: model.Person{Name: "Joko Tingkir"}}})
		if s.IsArchive() && errors.Is(err, store.ErrArchive) {
			err = nil // Nobody works there.
		}
	}
	if err = errors.Join(err, s.Close()); err != nil {
		return v, fmt.Errorf("working on: %w", err)
	}
	return v, pages(path)
}

// pages has bbolt itself look at every page.
func pages(path string) error {
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{ReadOnly: true, PreLoadFreelist: true})
	if err != nil {
		return err
	}
	err = db.View(func(tx *bbolt.Tx) error {
		var all []error
		for err := range tx.Check() {
			all = append(all, err)
		}
		return errors.Join(all...)
	})
	return errors.Join(err, db.Close())
}

// ends are the places where the record of a file may end: after each act, as
// N:HASH.
func ends(t *testing.T, path string) map[string]bool {
	t.Helper()
	engine, err := bolt.Open(t.Context(), path, bolt.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = engine.Close() }()
	s, err := store.Open(t.Context(), engine, store.Options{Clock: (&shop{}).now})
	if err != nil {
		t.Fatal(err)
	}
	events, err := s.Audit(t.Context(), store.AuditQuery{})
	if err != nil {
		t.Fatal(err)
	}
	hashes := heads(t, engine)
	all := map[string]bool{store.Head{}.String(): true}
	for i, e := range events {
		if i+1 == len(events) || events[i+1].Op != e.Op {
			all[hashes[e.Seq]] = true
		}
	}
	return all
}

// heads are the heads of a record at each of its events.
func heads(t *testing.T, engine kv.Engine) map[uint64]string {
	t.Helper()
	all := map[uint64]string{}
	err := engine.View(t.Context(), func(tx kv.Tx) error {
		return tx.Scan([]byte("E"), []byte("F"), func(key, value []byte) error {
			h := store.Head{Seq: binary.BigEndian.Uint64(key[1:])}
			copy(h.Hash[:], value[1:])
			all[h.Seq] = h.String()
			return nil
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}
