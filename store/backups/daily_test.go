package backups_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"alur/model"
	"alur/store"
	"alur/store/backups"
	"alur/store/kv"
	"alur/store/kv/bolt"
	"alur/store/storetest"
)

// closing is when Toko Maju closes on Monday: 17:00 in Jakarta.
var closing = time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC)

// shop is a shop with its backups, as one program sees it.
type shop struct {
	backups.Daily
	t    testing.TB
	path string
	at   *atomic.Pointer[time.Time]
	ops  *atomic.Int64
}

func (s *shop) now() time.Time {
	if at := s.at.Load(); at != nil {
		return *at
	}
	return time.Now()
}

// runs lets the clock be that of the PC.
func (s *shop) runs() { s.at.Store(nil) }

func (s *shop) is(at time.Time) { s.at.Store(&at) }
func (s *shop) newOp() string   { return fmt.Sprint("op-", s.ops.Add(1)) }
func (s *shop) folder() string  { return filepath.Join(filepath.Dir(s.path), "backups") }
func (s *shop) passes(d time.Duration) {
	s.is(s.now().Add(d))
}

func options() bolt.Options { return bolt.Options{AppendOnly: store.AppendOnly()} }

// opened is the shop in one more program.
func (s *shop) opened() *shop {
	s.t.Helper()
	y := *s
	engine, err := bolt.Open(context.Background(), s.path, options())
	if err != nil {
		s.t.Fatal(err)
	}
	o := store.Options{Clock: y.now, NewOp: y.newOp, Archive: func(ctx context.Context, file string) (kv.Engine, error) {
		db, err := bolt.Open(ctx, filepath.Join(filepath.Dir(s.path), file), bolt.Options{ReadOnly: true})
		if err != nil {
			return nil, err
		}
		return db, nil
	}}
	y.Of, err = store.Open(context.Background(), engine, o)
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { _ = y.Of.Close() })
	y.Daily = backups.Daily{
		Maker: backups.Maker{
			Trim:     bolt.Trim,
			Database: s.path, Store: o,
			Create: func(ctx context.Context, path string) (kv.Engine, error) { return bolt.Create(ctx, path, options()) },
			Open: func(ctx context.Context, path string) (kv.Engine, error) {
				o := options()
				o.ReadOnly, o.Suspect = true, true
				return bolt.Open(ctx, path, o)
			},
		},
		Of: y.Of,
		Folders: func(model.Settings) []string {
			return []string{s.folder(), filepath.Join(filepath.Dir(s.path), "before")}
		},
		Words: func(err error) model.Sayable {
			return model.Reason{Say: model.Say{EN: "Because: " + err.Error(), ID: "Sebab: " + err.Error()}}
		},
	}
	return &y
}

// tokoMaju is open since Monday 08:00.
func tokoMaju(t testing.TB) *shop {
	t.Helper()
	s := &shop{t: t, path: filepath.Join(t.TempDir(), "shop.db"), at: &atomic.Pointer[time.Time]{}, ops: &atomic.Int64{}}
	s.is(closing.Add(-9 * time.Hour))
	engine, err := bolt.Create(context.Background(), s.path, options())
	if err != nil {
		t.Fatal(err)
	}
	_ = engine.Close()
	s = s.opened()
	if err := storetest.Shop(context.Background(), s.Of); err != nil {
		t.Fatal(err)
	}
	return s
}

func (s *shop) order(no string) {
	s.t.Helper()
	start := model.StartCase{Process: "online-order", Fields: storetest.Order(no)}
	if _, err := s.Of.Do(context.Background(), model.Command{By: "dewi", Act: start}); err != nil {
		s.t.Fatal(err)
	}
}

// looks looks whether a backup is due, and says whether one was made.
func (s *shop) looks() bool {
	s.t.Helper()
	_, made, err := s.Look(context.Background(), false)
	if err != nil {
		s.t.Fatal(err)
	}
	return made
}

func (s *shop) state() store.BackupState {
	s.t.Helper()
	b, _, err := s.Of.Backups(context.Background())
	if err != nil {
		s.t.Fatal(err)
	}
	return b
}

// files are the names of all that is in the folder of the backups.
func (s *shop) files() []string {
	s.t.Helper()
	entries, err := os.ReadDir(s.folder())
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		s.t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

// TestTheBackupOfADay: one as the shop begins, one when it has closed; a PC that
// was off makes it in the morning; nothing is on record of it.
func TestTheBackupOfADay(t *testing.T) {
	s := tokoMaju(t)
	before := headOf(t, s)
	for _, tt := range []struct {
		at   time.Time
		made bool
	}{
		{s.now(), true},
		{s.now().Add(time.Hour), false},
		{closing.Add(-time.Minute), false},
		{closing.Add(time.Minute), true},
		{closing.Add(14 * time.Hour), false},
		{closing.Add(24 * time.Hour), true},
		{closing.Add(24 * time.Hour).Add(time.Hour), false},
		{closing.Add(63 * time.Hour), true}, // Thursday 08:00: Wednesday was passed over.
		{closing.Add(64 * time.Hour), false},
	} {
		s.is(tt.at)
		if made := s.looks(); made != tt.made {
			t.Errorf("%s: made %v", tt.at, made)
		}
	}
	if after := headOf(t, s); after != before {
		t.Errorf("the record moved from %s to %s", before, after)
	}
	files := s.files()
	if len(files) != 3 || !strings.HasPrefix(files[0], "shop-2026-11-23-1701+0700-"+fmt.Sprint(before.Seq)+"-") {
		t.Errorf("there are %q", files)
	}
	if b := s.state(); b.Last.Path != filepath.Join(s.folder(), files[2]) || b.Last.Seq != before.Seq || b.Held != "" {
		t.Errorf("the state is %+v", b)
	}
	s.proves(files[0])
}

func headOf(t testing.TB, s *shop) store.Head {
	t.Helper()
	head, err := s.Of.Head(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return head
}

func (s *shop) proves(name string) {
	s.t.Helper()
	if _, err := s.Prove(context.Background(), filepath.Join(s.folder(), name)); err != nil {
		s.t.Error(err)
	}
}

// TestOfManyProgramsOneMakesTheBackup: of eight that look at once.
func TestOfManyProgramsOneMakesTheBackup(t *testing.T) {
	s := tokoMaju(t)
	var made atomic.Int64
	var all sync.WaitGroup
	for range 8 {
		y := s.opened()
		all.Go(func() {
			_, did, err := y.Look(context.Background(), false)
			if err != nil {
				t.Error(err)
			}
			if did {
				made.Add(1)
			}
		})
	}
	all.Wait()
	if files := s.files(); made.Load() != 1 || len(files) != 1 {
		t.Errorf("made %d: %q", made.Load(), files)
	}
}

// TestABackupThatCantBeWritten: the owner reads why, the shop goes on, and it
// is tried again after an hour, or when somebody insists.
func TestABackupThatCantBeWritten(t *testing.T) {
	s := tokoMaju(t)
	if err := os.WriteFile(s.folder(), []byte("a file"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, made, err := s.Look(t.Context(), false); err == nil || made {
		t.Fatal("it was made in a file")
	}
	b := s.state()
	if !b.Failed.Equal(s.now()) || !strings.HasPrefix(b.Why.EN, "Because: mkdir ") || !strings.HasPrefix(b.Why.ID, "Sebab: mkdir ") || b.Held != "" {
		t.Errorf("the state is %+v", b)
	}
	s.order("A-1")
	if err := os.Remove(s.folder()); err != nil {
		t.Fatal(err)
	}
	s.passes(59 * time.Minute)
	if s.looks() {
		t.Error("it is tried again at once")
	}
	if _, made, err := s.Look(t.Context(), true); err != nil || !made {
		t.Errorf("somebody insists: %v, %v", made, err)
	}
	if b := s.state(); !b.Failed.IsZero() || b.Why.EN != "" {
		t.Errorf("the failure stays: %+v", b)
	}
	s.is(closing)
	if err := os.Chmod(s.folder(), 0o500); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = os.Chmod(s.folder(), 0o700) }() //nolint:gosec // A folder of the test.
	if _, _, err := s.Look(t.Context(), false); err == nil && os.Getuid() != 0 {
		t.Error("it was written where nothing may be")
	}
}

// TestABrokenRecordIsToldByTheBackup: the fault stands in the words of check, in both
// languages, and the last good backup stays.
func TestABrokenRecordIsToldByTheBackup(t *testing.T) {
	s := tokoMaju(t)
	s.looks()
	good := s.files()
	s.is(closing)
	s.Words = func(err error) model.Sayable {
		words, _ := store.Words(err, s.path)
		return words
	}
	engine, err := bolt.Open(t.Context(), s.path, options())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = engine.Close() }()
	key := []byte("E\x00\x00\x00\x00\x00\x00\x00\x03")
	err = engine.Update(t.Context(), func(tx kv.Tx) error {
		v, err := tx.Get(key)
		v[len(v)-3] ^= 1
		return errors.Join(err, tx.Put(key, v))
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, made, err := s.Look(t.Context(), false); made || !errors.Is(err, kv.ErrDamaged) {
		t.Errorf("made %v, %v", made, err)
	}
	if b := s.state(); !strings.Contains(b.Why.EN, "Event 3 of the record") || !strings.Contains(b.Why.ID, "Kejadian 3 di catatan") || b.Last.Path == "" {
		t.Errorf("the state is %+v", b)
	}
	if files := s.files(); len(files) != 1 || files[0] != good[0] {
		t.Errorf("there are %q", files)
	}
}

// TestOneWhoWasKilledIsTakenOver: after ten minutes of silence.
func TestOneWhoWasKilledIsTakenOver(t *testing.T) {
	s := tokoMaju(t)
	err := s.Of.NoteBackups(t.Context(), func(b *store.BackupState) bool {
		b.Held, b.Until = "the killed one", s.now().Add(10*time.Minute)
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	if s.looks() {
		t.Error("two at once")
	}
	s.passes(10 * time.Minute)
	if !s.looks() {
		t.Error("nobody makes it any more")
	}
}

// TestOneWhoStopsLeavesNothing: neither a file nor a claim, and no complaint.
func TestOneWhoStopsLeavesNothing(t *testing.T) {
	s := tokoMaju(t)
	ctx, stop := context.WithCancel(t.Context())
	s.Progress = func(done, total uint64) {
		if 3*done > 2*total { // It is being proven.
			stop()
		}
	}
	if _, made, err := s.Look(ctx, false); made || !errors.Is(err, context.Canceled) {
		t.Fatalf("made %v, %v", made, err)
	}
	if b := s.state(); b.Held != "" || !b.Failed.IsZero() {
		t.Errorf("the state is %+v", b)
	}
	left, err := filepath.Glob(s.path + ".tmp-*")
	if err != nil || len(left) > 0 || len(s.files()) > 0 {
		t.Errorf("left are %q, %q", left, s.files())
	}
	s.Progress = nil
	if !s.looks() {
		t.Error("the next one does not make it")
	}
}

// TestBackupsOfAnotherRecordStay: those of a shop that shares the folder, and of
// a record that was given up for an older one, are neither shown nor removed.
func TestBackupsOfAnotherRecordStay(t *testing.T) {
	s := tokoMaju(t)
	if err := os.MkdirAll(s.folder(), 0o700); err != nil {
		t.Fatal(err)
	}
	for day := range 20 {
		other := store.Head{Seq: 3}
		other.Hash[0] = 0xaa
		name := backups.Name("shop", s.now().AddDate(0, 0, -day), other, 0)
		if err := os.WriteFile(filepath.Join(s.folder(), name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if !s.looks() || len(s.files()) != 21 {
		t.Errorf("there are %q", s.files())
	}
}

// TestABackupThatWasTakenAwayIsNotTold: the state follows what is there.
func TestABackupThatWasTakenAwayIsNotTold(t *testing.T) {
	s := tokoMaju(t)
	s.looks()
	first := s.state().Last
	s.is(closing.Add(24 * time.Hour))
	s.looks()
	if err := os.Remove(s.state().Last.Path); err != nil {
		t.Fatal(err)
	}
	s.is(closing.Add(-time.Minute)) // No other is due.
	if s.looks() {
		t.Fatal("another was made")
	}
	if b := s.state(); b.Last.Path != first.Path {
		t.Errorf("the last one is %+v", b.Last)
	}
}

// TestBackupsOfAnotherFolderCount: until there is one where they go now.
func TestBackupsOfAnotherFolderCount(t *testing.T) {
	s := tokoMaju(t)
	s.looks()
	if err := os.Rename(s.folder(), filepath.Join(filepath.Dir(s.path), "before")); err != nil {
		t.Fatal(err)
	}
	if s.looks() {
		t.Error("it was made again")
	}
	if last := s.state().Last; filepath.Base(filepath.Dir(last.Path)) != "before" {
		t.Errorf("the last one is %+v", last)
	}
	s.is(closing)
	if !s.looks() || len(s.files()) != 1 {
		t.Errorf("there are %q", s.files())
	}
}

// TestAHundredDays: old backups go, and what a killed program left of one.
func TestAHundredDays(t *testing.T) {
	s := tokoMaju(t)
	left := []string{s.path + ".tmp-1", filepath.Join(s.folder(), "shop-2026-11-23-1701+0700-9-3fa10000000000a1.db.tmp-2")}
	young := s.path + ".tmp-3"
	if err := os.MkdirAll(s.folder(), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, path := range append(left, young) {
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if old := time.Now().AddDate(0, 0, -2); path != young {
			if err := os.Chtimes(path, old, old); err != nil {
				t.Fatal(err)
			}
		}
	}
	for range 50 {
		s.passes(24 * time.Hour)
		s.looks()
	}
	if files := s.files(); len(files) != 11 {
		t.Errorf("there are %d: %q", len(files), files)
	}
	for _, path := range left {
		if _, err := os.Stat(path); err == nil {
			t.Errorf("%s is still there", path)
		}
	}
	if _, err := os.Stat(young); err != nil {
		t.Error("a file on its way was removed")
	}
}

// TestAnOldBackupIsTold: after two days in which something happened.
func TestAnOldBackupIsTold(t *testing.T) {
	s := tokoMaju(t)
	s.looks()
	late := func() bool { return s.state().Late(s.now(), headOf(t, s)) }
	s.passes(72 * time.Hour)
	if late() {
		t.Error("nothing has happened since, and yet it is late")
	}
	s.order("A-1")
	if !late() {
		t.Error("it is of three days ago, and not late")
	}
	if s.looks(); late() {
		t.Error("it is of today, and late")
	}
}
