package cli

import (
	"context"
	"os"

	"alur/store"
	"alur/store/kv"
	"alur/store/kv/bolt"
)

// spares are where lines of the record stand besides: in pages of the damaged
// file that nothing leads to any more, and in the backups of the shop.
type spares struct {
	ctx     context.Context
	file    *os.File
	found   map[uint64][]bolt.Scavenged
	last    uint64
	backups []kv.Engine
}

// openSpares opens what there is. What can't be opened is no spare.
func (a *app) openSpares() *spares {
	s := &spares{ctx: a.ctx}
	if f, err := os.Open(a.dbPath()); err == nil {
		s.file = f
	}
	o := a.saving()
	o.ReadOnly, o.Suspect = true, true
	for _, f := range a.backupFiles() {
		if engine, err := bolt.Open(a.ctx, f.Path, o); err == nil {
			s.backups = append(s.backups, engine)
		}
	}
	return s
}

func (s *spares) close() {
	if s.file != nil {
		_ = s.file.Close()
	}
	for _, b := range s.backups {
		_ = b.Close()
	}
}

// search looks through the pages of the file, once.
func (s *spares) search() {
	if s.found != nil || s.file == nil {
		return
	}
	s.found = map[uint64][]bolt.Scavenged{}
	_ = bolt.Scavenge(s.file, func(key []byte, at bolt.Scavenged) {
		if seq, ok := store.LooksLikeLine(key, s.read(at)); ok {
			s.found[seq] = append(s.found[seq], at)
			s.last = max(s.last, seq)
		}
	})
}

func (s *spares) read(at bolt.Scavenged) []byte {
	value := make([]byte, at.Long)
	if _, err := s.file.ReadAt(value, at.At); err != nil {
		return nil
	}
	return value
}

// lines are all that may be a line of the record.
func (s *spares) lines(seq uint64) (lines [][]byte) {
	for _, b := range s.backups {
		if line := store.LineIn(s.ctx, b, seq); line != nil {
			lines = append(lines, line)
		}
	}
	s.search()
	for _, at := range s.found[seq] {
		if line := s.read(at); line != nil {
			lines = append(lines, line)
		}
	}
	return lines
}
