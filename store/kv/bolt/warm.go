package bolt

import (
	"context"
	"os"
)

// warmPiece is how much of the file is read at once.
const warmPiece = 1 << 20

// Warm implements kv.Warmer: it reads the file from begin to end, beside its
// lock, and throws away what it reads.
func (db *DB) Warm(ctx context.Context) {
	f, err := os.Open(db.path)
	if err != nil {
		return
	}
	defer func() { _ = f.Close() }()
	piece := make([]byte, warmPiece)
	for ctx.Err() == nil {
		if n, err := f.Read(piece); err != nil || n == 0 {
			return
		}
	}
}

// Warm implements kv.Warmer.
func (l *Late) Warm(ctx context.Context) {
	if db, err := l.file(ctx, false); err == nil {
		db.Warm(ctx)
	}
}
