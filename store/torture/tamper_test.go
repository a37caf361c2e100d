package torture_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"go.etcd.io/bbolt"

	"alur/store"
	"alur/store/storetest"
)

// editor is somebody with a program for bbolt files, who knows how alur keeps
// its record: this test knows it by itself, and not from the store.
type editor struct {
	b    *bbolt.Bucket
	meta *bbolt.Bucket
	dice *rand.Rand
	last uint64
}

func at(seq uint64) []byte { return binary.BigEndian.AppendUint64(nil, seq) }

func (e editor) line(seq uint64) []byte { return bytes.Clone(e.b.Get(at(seq))) }

func (e editor) any() uint64 { return 1 + e.dice.Uint64N(e.last) }

// rechain reckons every hash anew from an event on, and the head.
func (e editor) rechain(from uint64) error {
	before := make([]byte, 32)
	if from > 1 {
		before = e.line(from - 1)[1:33]
	}
	var last uint64
	for seq := from; e.b.Get(at(seq)) != nil; seq++ {
		v := e.line(seq)
		sum := sha256.Sum256(slices.Concat(before, v[41:]))
		copy(v[1:], sum[:])
		if err := e.b.Put(at(seq), v); err != nil {
			return err
		}
		before, last = sum[:], seq
	}
	if last == 0 {
		last = from - 1
	}
	return e.head(last, before)
}

// head makes the head of the record that of an event.
func (e editor) head(seq uint64, hash []byte) error {
	row := map[string]any{}
	if err := json.Unmarshal(e.meta.Get([]byte("head")), &row); err != nil {
		return err
	}
	var event struct {
		At string `json:"at"`
	}
	if err := json.Unmarshal(e.line(seq)[41:], &event); err != nil {
		return err
	}
	raw := fmt.Sprintf(`{"seq":%d,"hash":%q,"at":%q,"newest":%q}`, seq, hex.EncodeToString(hash), event.At, event.At)
	return e.meta.Put([]byte("head"), []byte(raw))
}

// attacks are what an editor does, and the first event that is not as it was.
func attacks() map[string]func(e editor) (first uint64, err error) {
	return map[string]func(editor) (uint64, error){
		"changes a byte": func(e editor) (uint64, error) {
			seq := e.any()
			v := e.line(seq)
			v[e.dice.IntN(len(v))] ^= byte(1 + e.dice.IntN(255))
			return seq, e.b.Put(at(seq), v)
		},
		"changes who did it": func(e editor) (uint64, error) {
			seq := e.any()
			v := bytes.Replace(e.line(seq), []byte(`"by":"sari"`), []byte(`"by":"budi"`), 1)
			if bytes.Equal(v, e.line(seq)) {
				v = append(v, ' ')
			}
			return seq, e.b.Put(at(seq), v)
		},
		"takes one out": func(e editor) (uint64, error) {
			seq := e.any()
			return seq, e.b.Delete(at(seq))
		},
		"takes one out and closes the gap": func(e editor) (uint64, error) {
			seq := 1 + e.dice.Uint64N(e.last-1)
			for n := seq; n < e.last; n++ {
				if err := e.b.Put(at(n), e.line(n+1)); err != nil {
					return 0, err
				}
			}
			return seq, e.b.Delete(at(e.last))
		},
		"puts one in": func(e editor) (uint64, error) {
			seq := e.any()
			for n := e.last; n >= seq; n-- {
				if err := e.b.Put(at(n+1), e.line(n)); err != nil {
					return 0, err
				}
			}
			// It stands there a second time: the copy is the first that is wrong.
			return seq + 1, nil
		},
		"turns two round": func(e editor) (uint64, error) {
			one, two := e.any(), e.any()
			for one == two {
				two = e.any()
			}
			a, b := e.line(one), e.line(two)
			return min(one, two), errors.Join(e.b.Put(at(one), b), e.b.Put(at(two), a))
		},
		"cuts the tail": func(e editor) (uint64, error) {
			seq := 1 + e.dice.Uint64N(e.last)
			for n := seq; n <= e.last; n++ {
				if err := e.b.Delete(at(n)); err != nil {
					return 0, err
				}
			}
			return seq, nil
		},
	}
}

// edited opens a copy of a file in the editor.
func edited(t *testing.T, raw []byte, path string, dice *rand.Rand, do func(editor) error) {
	t.Helper()
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	err = db.Update(func(tx *bbolt.Tx) error {
		if err := storetest.FoldJournal(tx); err != nil {
			return err
		}
		e := editor{b: tx.Bucket([]byte("E")), meta: tx.Bucket([]byte("M")), dice: dice}
		k, _ := e.b.Cursor().Last()
		e.last = binary.BigEndian.Uint64(k)
		return do(e)
	})
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
}

// TestTamperingIsNamed: whatever somebody does to the record with an editor,
// audit verify names the first event that is not as it was, and check is not
// content.
func TestTamperingIsNamed(t *testing.T) {
	folder := room(t)
	worked(t, folder)
	raw, err := os.ReadFile(filepath.Join(folder, database))
	if err != nil {
		t.Fatal(err)
	}
	times := number(t, "ALUR_TAMPERS", 8)
	all := attacks()
	for _, name := range slices.Sorted(maps.Keys(all)) {
		t.Run(name, func(t *testing.T) {
			dice := rand.New(rand.NewPCG(4, 4))
			path := filepath.Join(folder, "edited.db")
			for range times {
				var first uint64
				edited(t, raw, path, dice, func(e editor) (err error) {
					first, err = all[name](e)
					return err
				})
				s, _, err := openSuspect(path, true)
				if err != nil {
					t.Fatal(err)
				}
				_, verified := s.Verify(t.Context(), nil, nil)
				_, checked := s.Check(t.Context(), nil)
				var fault *store.Fault
				if !errors.As(verified, &fault) || fault.Seq != first {
					t.Errorf("verify says %v, the first was %d", verified, first)
				}
				if checked == nil {
					t.Errorf("check is content, and event %d is not as it was", first)
				}
				_ = s.Close()
			}
		})
	}
}

// TestARecordWrittenAnewIsFoundByANotedHead: who changes an event or cuts the
// tail, and reckons every hash and the head anew, makes a record that proves
// itself; a head that was noted outside tells.
func TestARecordWrittenAnewIsFoundByANotedHead(t *testing.T) {
	folder := room(t)
	worked(t, folder)
	path := filepath.Join(folder, database)
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	noted, err := openShop(t, path, "reader").Head(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	dice := rand.New(rand.NewPCG(5, 5))
	for _, tt := range []struct {
		name string
		do   func(e editor) error
	}{
		{"changed", func(e editor) error {
			for {
				seq := e.any()
				v := bytes.Replace(e.line(seq), []byte(`"by":"sari"`), []byte(`"by":"budi"`), 1)
				if !bytes.Equal(v, e.line(seq)) {
					return errors.Join(e.b.Put(at(seq), v), e.rechain(seq))
				}
			}
		}},
		{"cut", func(e editor) error {
			seq := 5 + e.dice.Uint64N(e.last-5)
			for n := seq + 1; n <= e.last; n++ {
				if err := e.b.Delete(at(n)); err != nil {
					return err
				}
			}
			return e.head(seq, e.line(seq)[1:33])
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			edited(t, raw, filepath.Join(folder, "anew.db"), dice, tt.do)
			s, _, err := openSuspect(filepath.Join(folder, "anew.db"), true)
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = s.Close() }()
			if _, err := s.Verify(t.Context(), nil, nil); err != nil {
				t.Errorf("alone it should prove itself: %v", err)
			}
			var fault *store.Fault
			if _, err := s.Verify(t.Context(), noted.Noted(), nil); !errors.As(err, &fault) {
				t.Errorf("against the noted head: %v", err)
			}
		})
	}
}
