package torture_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"alur/model"
	"alur/store"
	"alur/store/kv"
	"alur/store/kv/bolt"
)

// openSuspect opens a store as alur check does: before anything else, every
// page of the file is looked at.
func openSuspect(path string, suspect bool) (*store.Store, *bolt.DB, error) {
	o := options()
	o.Suspect = suspect
	engine, err := bolt.Open(context.Background(), path, o)
	if err != nil {
		return nil, nil, err
	}
	x := &shop{}
	x.seconds.Store(100_000)
	s, err := store.Open(context.Background(), engine, store.Options{Clock: x.now, NewOp: func() string { return "after" }})
	if err != nil {
		return nil, nil, errors.Join(err, engine.Close())
	}
	return s, engine, nil
}

// check is what alur check does with a file, and what is kept in it.
func check(path string) (v verdict, err error) {
	s, engine, err := openSuspect(path, true)
	if err != nil {
		return v, err
	}
	if _, err := s.Check(context.Background(), nil); err != nil {
		return v, errors.Join(err, s.Close())
	}
	v.Rows, err = rows(engine)
	return v, errors.Join(err, s.Close())
}

// use is a day with a file that nobody suspects: people look at it, and work.
func use(path string) (v verdict, err error) {
	s, _, err := openSuspect(path, false)
	if err != nil {
		return v, err
	}
	ctx := context.Background()
	_, queue := s.Queue(ctx, "sari", monday)
	_, audit := s.Audit(ctx, store.AuditQuery{})
	_, cases := s.FindCases(ctx, store.CaseQuery{})
	for range 5 {
		_, did := s.Do(ctx, model.Command{Op: fmt.Sprint("use-", s.Now().Unix()), By: "sari", Act: model.StartCase{Process: "small-order"}})
		err = errors.Join(err, did)
	}
	return v, errors.Join(queue, audit, cases, err, s.Close())
}

// rows is the sum of all keys and values.
func rows(engine kv.Engine) (string, error) {
	h := sha256.New()
	err := engine.View(context.Background(), func(tx kv.Tx) error {
		return tx.Scan(nil, nil, func(k, v []byte) error {
			fmt.Fprintf(h, "%q %q\n", k, v)
			return nil
		})
	})
	return hex.EncodeToString(h.Sum(nil)), err
}

// TestAFlippedBitIsFound turns one bit anywhere in the used part of the file.
// It is found and said in a sentence, or it lies where nothing is, and then
// everything reads as before and stays sound while work goes on.
func TestAFlippedBitIsFound(t *testing.T) {
	if testing.Short() {
		t.Skip("opens hundreds of files")
	}
	folder := room(t)
	path := filepath.Join(folder, database)
	worked(t, folder)
	beside(t, path)
	j := newJudge(t)
	whole := j.asked("check", path)
	if whole.Why != "" {
		t.Fatal(whole.Why)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	used := len(bytes.TrimRight(data, "\x00"))
	base := load(t, path)
	ways := waysIn(data[:used])
	dice := rand.New(rand.NewPCG(7, 7))
	found, harmless, ends, bad := 0, 0, 0, 0
	flipped := filepath.Join(folder, "flipped.db")
	for n := range number(t, "ALUR_BITS", 600) {
		at, bit := dice.IntN(used), byte(1)<<dice.IntN(8)
		if n%3 == 0 { // Where the way to everything else is written.
			at = ways[dice.IntN(len(ways))] + dice.IntN(128)
		}
		lay := func() {
			again := base.clone()
			again.write(int64(at), []byte{data[at] ^ bit})
			again.save(t, flipped)
		}
		lay()
		v := j.asked("check", flipped)
		why := ""
		switch {
		case v.Why != "" && !v.Said:
			why = "it is found, and said as: " + v.Why
		case v.Why != "":
			found++
		case v.Rows != whole.Rows:
			why = "it is called sound, and says something else"
		default:
			harmless++
			if after := j.of(flipped); after.Why != "" {
				why = "it is called sound, and after one more act: " + after.Why
			}
		}
		lay()
		// bbolt trusts what a page says of itself, for instance how long it is:
		// a program that works with it may end, before it writes.
		if used := j.asked("use", flipped); used.Why == diedOfIt {
			if ends++; v.Why == "" {
				why = "it is called sound, and a program that works with it dies"
			}
		}
		if why != "" {
			if bad++; bad <= 10 {
				t.Errorf("flip %d, bit %#x of byte %d (page %d, %d): %s", n, bit, at, at/4096, at%4096, why)
			}
		}
	}
	t.Logf("%d bytes in use; of the bits %d were found, %d harmless; %d of those found ended a program that worked on without a check; %d are not as they should be", used, found, harmless, ends, bad)
}

// waysIn are the begins of the two heads and of the pages that lead to others.
func waysIn(data []byte) []int {
	ways := []int{0, block}
	for at := 2 * block; at+block < len(data); at += block {
		if flags := data[at+8]; flags == 1 {
			ways = append(ways, at)
		}
	}
	return ways
}

// beside writes what does not follow from the record, so that it is hit too.
func beside(t *testing.T, path string) {
	t.Helper()
	x := openShop(t, path, "beside")
	ctx := context.Background()
	c, err := x.Do(ctx, model.Command{By: "sari", Act: model.StartCase{Process: "small-order"}})
	if err != nil {
		t.Fatal(err)
	}
	for n := range 20 {
		err := x.SetDraft(ctx, "sari", model.TaskRef{Case: c.Case, Step: "pick"}, fmt.Sprint("note ", n), "The blue one, and wrap it twice")
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestADamagedFileNamesItsBackup gives such files to the program itself: it
// says in one line what is wrong, and names the last proven backup; and a
// repair brings back every event.
func TestADamagedFileNamesItsBackup(t *testing.T) {
	folder := room(t)
	path := filepath.Join(folder, database)
	worked(t, folder)
	whole, err := look(path)
	if err != nil {
		t.Fatal(err)
	}
	if out, status := alurSays(t, folder, "backup", "--daily"); status != 0 {
		t.Fatalf("status %d: %s", status, out)
	}
	base := load(t, path)
	data := base.read(0, base.size)
	used := len(bytes.TrimRight(data, "\x00"))
	dice := rand.New(rand.NewPCG(8, 8))
	found, well := 0, 0
	for n := 0; n < 60 && found < 8; n++ {
		at, bit := dice.IntN(used), byte(1)<<dice.IntN(8)
		flipped := base.clone()
		flipped.write(int64(at), []byte{data[at] ^ bit})
		flipped.save(t, path)
		switch out, status := alurSays(t, folder, "check"); {
		case status == 0 && strings.Contains(out, "All is well"):
			well++
		case status == 1 && strings.Count(out, "\n") == 1 && strings.Contains(out, "The last proven backup is of"):
			found++
			if out, status := alurSays(t, folder, "repair"); status != 0 {
				t.Errorf("bit %#x of byte %d: repair: status %d: %s", bit, at, status, out)
			} else if v, err := look(path); err != nil || v.Seq != whole.Seq+1 {
				t.Errorf("bit %#x of byte %d: repaired, it ends with event %d: %v", bit, at, v.Seq, err)
			}
		default:
			t.Errorf("bit %#x of byte %d: status %d: %s", bit, at, status, out)
		}
	}
	edited(t, data, path, dice, func(e editor) error { return e.meta.Put([]byte("schema"), []byte("99")) })
	if out, status := alurSays(t, folder, "check"); status != 1 || !strings.Contains(out, "If no newer alur was ever here") || !strings.Contains(out, "The last proven backup is of") {
		t.Errorf("of another schema: status %d: %s", status, out)
	}
	if found == 0 {
		t.Errorf("nothing was found, and all was well %d times: the test does not bite", well)
	}
	t.Logf("%d were found, %d lay where nothing is", found, well)
}
