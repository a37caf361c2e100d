package backups_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"alur/model"
	"alur/store"
	"alur/store/backups"
	"alur/store/export"
	"alur/store/kv"
	"alur/store/kv/bolt"
	"alur/store/storetest"
)

// archiver archives the shop of a program, by its owner.
func (s *shop) archiver() backups.Archiver {
	return backups.Archiver{
		Maker: s.Maker, By: model.Command{By: "hendra", Op: s.newOp()},
		Replace: func(ctx context.Context, temp, keep string, still func(kv.Tx) error) error {
			return bolt.ReplaceIf(ctx, temp, s.path, keep, options(), still)
		},
	}
}

// oneYear is a shop with a year of orders, and its last days.
func oneYear(t testing.TB) (*shop, time.Time) {
	s := tokoMaju(t)
	from := closing.Add(-9 * time.Hour)
	if err := storetest.Years(t.Context(), s.Of, s.is, from, 1, 1); err != nil {
		t.Fatal(err)
	}
	return s, from
}

// answers are what people, screens and files are answered.
func (s *shop) answers() map[string]string {
	s.t.Helper()
	ctx := context.Background()
	all := map[string]string{}
	keep := func(what string, v any, err error) {
		raw, jerr := json.Marshal(v)
		if err = errors.Join(err, jerr); err != nil {
			s.t.Fatalf("%s: %v", what, err)
		}
		all[what] = string(raw)
	}
	now := s.now()
	logs, err := s.Of.CaseLogs(ctx, time.Time{})
	keep("case logs", logs, err)
	cases, err := s.Of.FindCases(ctx, store.CaseQuery{Limit: 1000})
	keep("list of cases", cases, err)
	for _, person := range []string{"sari", "budi", "dewi", "rina", "ayu"} {
		q, err := s.Of.Queue(ctx, person, now)
		keep("queue of "+person, q, err)
	}
	board, err := s.Of.Board(ctx, "", now)
	keep("board", board, err)
	for _, what := range []export.What{export.Tasks, export.Cases, export.Bottlenecks} {
		var table bytes.Buffer
		_, err := export.Write(ctx, &table, s.Of, export.Request{What: what, Form: export.Programs, Header: export.XESNames, Lang: model.English})
		keep("export of "+string(what), table.String(), err)
	}
	for _, c := range cases {
		one, _, err := s.Of.Case(ctx, c.ID)
		keep("case "+c.ID, one, err)
	}
	return all
}

// TestAYearIsArchivedAndEverythingIsAnsweredAsBefore: by a program that was open
// all the time, and by one that comes new; with the archive beside it the record
// is the same, line by line, and so is every history.
func TestAYearIsArchivedAndEverythingIsAnsweredAsBefore(t *testing.T) {
	if testing.Short() {
		t.Skip("works a shop for a year")
	}
	s, from := oneYear(t)
	s.is(s.now()) // It stands from here on.
	before := s.answers()
	lines := eventsOf(t, s)
	file := filepath.Join(filepath.Dir(s.path), "first-ten-months.db")
	would, err := s.archiver().Would(t.Context(), s.Of, from.AddDate(0, 10, 0), file)
	if err != nil {
		t.Fatal(err)
	}
	done, err := s.archiver().Archive(t.Context(), s.Of, from.AddDate(0, 10, 0), file)
	if err != nil {
		t.Fatal(err)
	}
	if would.Base.Head != done.Base.Head || would.Base.Events != done.Base.Events || would.Base.Cases != done.Base.Cases {
		t.Errorf("it would be %+v, and was %+v", would.Base, done.Base)
	}
	if done.Base.Cases < 200 || done.Base.Events < 1000 || done.After >= done.Before/2 {
		t.Errorf("that was not much: %+v", done)
	}
	t.Logf("%d events of %d and %d cases went; %d kB of %d kB stay, the archive has %d kB", done.Base.Events, done.Head.Seq, done.Base.Cases, done.After/1000, done.Before/1000, done.File/1000)
	for name, program := range map[string]*shop{"one that was open": s, "a new one": s.opened()} {
		after := program.answers()
		for what, text := range before {
			if after[what] != text {
				t.Errorf("%s answers otherwise: %s\nwas %.300s\nis  %.300s", name, what, text, after[what])
			}
		}
		now := eventsOf(t, program)
		if len(now) != len(lines)+1 || strings.Join(now[:len(lines)], "\n") != strings.Join(lines, "\n") {
			t.Errorf("%s has another record: %d lines, and %d before", name, len(now), len(lines))
		}
		if _, err := program.Of.Check(t.Context(), nil); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if r, err := program.Of.Verify(t.Context(), nil, nil); err != nil || r.Base == nil || r.Base.Seq != done.Base.Seq {
			t.Errorf("%s: %+v, %v", name, r, err)
		}
	}
	for _, name := range []string{"*.tmp-*", "*.before-archive"} {
		if left, _ := filepath.Glob(filepath.Join(filepath.Dir(s.path), name)); len(left) > 0 {
			t.Errorf("left behind: %q", left)
		}
	}
	s.passes(24 * time.Hour)
	if !s.looks() {
		t.Error("no backup was made of it")
	}
	for _, name := range s.files() {
		s.proves(name)
	}
}

func eventsOf(t *testing.T, s *shop) (lines []string) {
	t.Helper()
	err := s.Of.EachLine(t.Context(), 1, func(e model.Envelope, hash [32]byte) error {
		lines = append(lines, fmt.Sprintf("%d %s %s %s %x", e.Seq, e.Name, e.By, e.Case, hash))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return lines
}

// TestPeopleWorkWhileTheShopIsArchived: in the same program and in another. What
// they were promised is there afterwards, and they go on.
func TestPeopleWorkWhileTheShopIsArchived(t *testing.T) {
	s := tokoMaju(t)
	s.runs()
	if err := storetest.WorkOff(t.Context(), s.Of, "A-1", "A-2", "A-3", "A-4", "A-5", "A-6"); err != nil {
		t.Fatal(err)
	}
	before := s.now()
	stop := make(chan struct{})
	var all sync.WaitGroup
	var mu sync.Mutex
	promised := map[string]uint64{}
	for i, program := range []*shop{s, s.opened(), s.opened()} {
		all.Go(func() {
			for n := 0; ; n++ {
				select {
				case <-stop:
					return
				default:
				}
				start := model.StartCase{Process: "online-order", Fields: storetest.Order(fmt.Sprint("W-", i, "-", n))}
				r, err := program.Of.Do(context.Background(), model.Command{By: "dewi", Act: start})
				if err != nil {
					t.Error(err)
					return
				}
				mu.Lock()
				promised[r.Op] = r.Last
				mu.Unlock()
			}
		})
	}
	time.Sleep(100 * time.Millisecond) // Others are at work.
	done, err := s.archiver().Archive(t.Context(), s.Of, before, filepath.Join(filepath.Dir(s.path), "old.db"))
	close(stop)
	all.Wait()
	if err != nil {
		t.Fatal(err)
	}
	there := map[string]uint64{}
	if err := s.Of.EachEvent(t.Context(), done.Base.Seq+1, func(e model.Event) error { there[e.Op] = e.Seq; return nil }); err != nil {
		t.Fatal(err)
	}
	for op, seq := range promised {
		if there[op] != seq {
			t.Fatalf("%s was promised as event %d, and is %d", op, seq, there[op])
		}
	}
	if _, err := s.Of.Check(t.Context(), nil); err != nil {
		t.Error(err)
	}
	t.Logf("%d acts meanwhile", len(promised))
}

// TestWhatIsThereIsNotWrittenOver: another file of the name, and the archive of
// another moment; what a run left that was broken off after its archive had its
// name is gone on with.
func TestWhatIsThereIsNotWrittenOver(t *testing.T) {
	s := tokoMaju(t)
	s.runs()
	if err := storetest.WorkOff(t.Context(), s.Of, "A-1", "A-2"); err != nil {
		t.Fatal(err)
	}
	before := s.now()
	if err := storetest.WorkOff(t.Context(), s.Of, "A-3"); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(filepath.Dir(s.path), "old.db")
	write := func(content string) {
		if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("letters")
	if _, err := s.archiver().Archive(t.Context(), s.Of, before, file); !errors.Is(err, fs.ErrExist) {
		t.Errorf("over another file: %v", err)
	}
	if raw, err := os.ReadFile(file); err != nil || string(raw) != "letters" {
		t.Errorf("it is %q: %v", raw, err)
	}
	_ = os.Remove(file)
	broken := s.archiver()
	broken.Replace = func(context.Context, string, string, func(kv.Tx) error) error { return errors.New("a power cut") }
	if _, err := broken.Archive(t.Context(), s.Of, before, file); err == nil {
		t.Fatal("it was not broken off")
	}
	if base, err := s.Of.Base(t.Context()); base != nil || err != nil {
		t.Fatalf("it is archived: %v", err)
	}
	if _, err := s.archiver().Archive(t.Context(), s.Of, s.now(), file); !errors.Is(err, fs.ErrExist) {
		t.Errorf("over the archive of another moment: %v", err)
	}
	if _, err := s.archiver().Archive(t.Context(), s.Of, before, file); err != nil {
		t.Errorf("the same again: %v", err)
	}
	if _, err := s.archiver().Archive(t.Context(), s.Of, before, filepath.Join(filepath.Dir(s.path), "again.db")); !errors.Is(err, store.ErrNothingBefore) {
		t.Errorf("once more: %v", err)
	}
}
