package store

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"alur/model"
	"alur/model/digest"
	"alur/store/kv"
)

// Backup writes a consistent copy of everything, in the form of its engine and
// as fast as the disk is: others may have to wait. CopyTo is the way that lets
// them work. A copy is worth something once Prove has said so.
func (s *Store) Backup(ctx context.Context, w io.Writer) error { return s.engine.Backup(ctx, w) }

// Old reports whether the database is of an older schema and could not be
// brought up: nothing but its record and Backup can be relied on then.
func (s *Store) Old() bool { return s.old }

// Prove opens what may be a backup, proves its record and rebuilds everything
// from it. It returns the errors of Open, a *Fault, and ErrNotFound for a
// database without a shop. The engine is closed.
func Prove(ctx context.Context, engine kv.Engine, o Options, progress func(done, total uint64)) (Head, error) {
	s, err := Open(ctx, engine, o)
	if err != nil {
		_ = engine.Close()
		return Head{}, err
	}
	report, err := s.Check(ctx, progress)
	if err == nil && report.Head.Seq == 0 {
		err = ErrNotFound
	}
	if cerr := s.Close(); err == nil {
		err = cerr
	}
	return report.Head, err
}

// ProvenBackup is a copy of the shop that was proven.
type ProvenBackup struct {
	// At is when it was begun, Seq how many events are in it.
	At   time.Time `json:"at"`
	Seq  uint64    `json:"seq"`
	Path string    `json:"path"`
}

// BackupState is how the backups of a shop stand, as all its programs know it.
// It stands beside the record: a backup is no act of the shop, and one that put
// itself on record would never be up to date.
type BackupState struct {
	// Since is when a program first looked after them.
	Since time.Time `json:"since"`
	// Last is the newest proven backup that is there; zero is none.
	Last ProvenBackup `json:"last,omitzero"`
	// Failed is when the newest try came to nothing, zero where it did not, and
	// Why a sentence for the owner.
	Failed time.Time `json:"failed,omitzero"`
	Why    Sentence  `json:"why,omitzero"`
	// Held names the program that makes one now, until when it has to say so
	// again.
	Held  string    `json:"held,omitempty"`
	Until time.Time `json:"until,omitzero"`
}

// Sentence is a finished sentence in every language.
type Sentence struct {
	EN string `json:"en"`
	ID string `json:"id"`
}

// In is the sentence in a language.
func (s Sentence) In(l model.Lang) string { return model.Say(s).In(l) }

// Finished is a sentence that is sayable, in every language.
func Finished(s model.Sayable) Sentence {
	return Sentence{EN: s.In(model.English), ID: s.In(model.Indonesian)}
}

// backupLate is how old the last proven backup may be before the owner is
// warned.
const backupLate = 48 * time.Hour

// Late reports whether the last backup is too old: it is of the day before
// yesterday, and something has happened since; or there has never been one.
func (b BackupState) Late(now time.Time, head Head) bool {
	if b.Last.At.IsZero() {
		return now.Sub(b.Since) > backupLate
	}
	return now.Sub(b.Last.At) > backupLate && head.Seq > b.Last.Seq
}

// Told is what the owner is told of the backups.
func (b BackupState) Told(now time.Time, head Head) digest.Backup {
	return digest.Backup{At: b.Last.At, Late: b.Late(now, head), Failed: b.Failed, Why: b.Why}
}

// Backups is how the backups stand; ok is false where no program has looked
// after them yet.
func (s *Store) Backups(ctx context.Context) (b BackupState, ok bool, err error) {
	err = s.engine.View(ctx, func(tx kv.Tx) (err error) {
		b, ok, err = readBackups(tx)
		return err
	})
	return b, ok, err
}

func readBackups(tx kv.Tx) (b BackupState, ok bool, err error) {
	raw, err := tx.Get(backupKey())
	if err != nil || raw == nil {
		return b, false, err
	}
	if err := json.Unmarshal(raw, &b); err != nil {
		return b, false, fmt.Errorf("%w: backups: %w", kv.ErrDamaged, err)
	}
	return b, true, nil
}

// NoteBackups changes how the backups stand, in one transaction; f returns
// false where it has nothing to say.
func (s *Store) NoteBackups(ctx context.Context, f func(*BackupState) bool) error {
	err := s.update(ctx, func(tx kv.Tx) error {
		b, _, err := readBackups(tx)
		if err != nil {
			b = BackupState{} // It is only a note: the backups themselves are files.
		}
		if !f(&b) {
			return errNothing
		}
		raw, err := json.Marshal(b)
		if err != nil {
			return fmt.Errorf("backups: %w", err)
		}
		return errors.Join(writeSchema(tx), tx.Put(backupKey(), raw))
	})
	if errors.Is(err, errNothing) {
		return nil
	}
	return err
}

// Holds reports whether the record runs through a head.
func (s *Store) Holds(ctx context.Context, head Head) (holds bool, err error) {
	err = s.engine.View(ctx, func(tx kv.Tx) error {
		value, err := tx.Get(eventKey(head.Seq))
		if err != nil || value == nil {
			return err
		}
		l, err := decodeLine(value)
		holds = err == nil && l.hash == head.Hash
		return nil
	})
	return holds, err
}

// Refutes reports whether a head, its number and the begin of its hash, is that
// of another record. One that is further than this record, or whose line can't be
// read, is not refuted.
func (s *Store) Refutes(ctx context.Context, seq uint64, hash string) (refuted bool, err error) {
	err = s.engine.View(ctx, func(tx kv.Tx) error {
		value, err := tx.Get(eventKey(seq))
		if err != nil || value == nil {
			return err
		}
		l, err := decodeLine(value)
		refuted = err == nil && !strings.HasPrefix(hex.EncodeToString(l.hash[:]), hash)
		return nil
	})
	return refuted, err
}
