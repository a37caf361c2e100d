package bolt

import (
	"fmt"
	"io/fs"
	"os"

	"alur/store/kv"
)

// kept is the newest commit that is known to be durable, and of which file.
type kept struct {
	file fs.FileInfo
	txid uint64
}

// settle makes sure that what the file shows is durable, before anything is
// written over. A program that was killed in its commit, or whose last sync
// failed, leaves a head that is seen and not kept; the next commit writes over
// pages of the one before, and a power cut in it would leave neither. Once
// this program knows its own last commit to be the newest, there is nothing to
// do.
func (db *DB) settle(h *handle) error {
	size := int64(h.bolt.Info().PageSize)
	m, at := newestMeta(h.file, size)
	info, err := h.file.Stat()
	if err != nil {
		return fmt.Errorf("settle: %w: %w", kv.ErrNotSaved, err)
	}
	if db.kept.txid == m.txid && db.kept.file != nil && os.SameFile(db.kept.file, info) {
		return nil
	}
	// The system may believe that it wrote the head: so it is written again.
	head := make([]byte, size)
	if _, err = h.file.ReadAt(head, at); err == nil {
		_, err = h.file.WriteAt(head, at)
	}
	if err == nil {
		err = h.bolt.Sync()
	}
	if err != nil {
		h.broken.Store(true)
		return fmt.Errorf("settle: %w: %w", kv.ErrNotSaved, err)
	}
	db.kept = kept{info, m.txid}
	return nil
}

// newestMeta is the newer of the two meta pages, and where it is.
func newestMeta(file *os.File, size int64) (m meta, at int64) {
	m, ok := readMeta(file, 0)
	if other, fine := readMeta(file, size); !ok || fine && other.txid > m.txid {
		return other, size
	}
	return m, 0
}
