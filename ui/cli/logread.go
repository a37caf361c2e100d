package cli

import (
	"context"
	"io"
	"sync"

	"alur/model"
	"alur/model/eventlog"
)

// A log of millions of rows takes half a minute: one sees how far it is, and
// Ctrl+C ends it.

// longLog is from how many bytes on a log shows how far its reading is.
const longLog = 4 << 20

// readLog reads a log of so many bytes.
func (a *app) readLog(file io.Reader, size int64, o eventlog.Options) (*eventlog.Log, *eventlog.Report, error) {
	type result struct {
		log    *eventlog.Log
		report *eventlog.Report
		err    error
	}
	w := &watchedReader{ctx: a.ctx, src: file}
	if size >= longLog {
		w.bar = a.newBar(size)
	}
	got, err := unlessStopped(a.ctx, func() (r result) {
		r.log, r.report, r.err = eventlog.Read(w, o)
		return r
	})
	if w.end() && err == nil && got.err == nil {
		a.mutter(a.say(model.Say{EN: "Reckoning ...", ID: "Menghitung ..."}) + "\n")
	}
	if err != nil {
		return nil, nil, err
	}
	return got.log, got.report, got.err
}

// unlessStopped does what takes long. Where the program is told to stop, it is
// left to itself: it ends with the program.
func unlessStopped[T any](ctx context.Context, do func() T) (result T, err error) {
	done := make(chan T, 1)
	go func() { done <- do() }()
	select {
	case <-ctx.Done():
		return result, ctx.Err()
	case result = <-done:
		return result, ctx.Err()
	}
}

// watchedReader shows how much was read, and reads no further where the program
// is told to stop.
type watchedReader struct {
	ctx  context.Context
	src  io.Reader
	mu   sync.Mutex
	bar  *progressBar
	done int64
}

// Read reads some of it.
func (w *watchedReader) Read(p []byte) (int, error) {
	if err := w.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := w.src.Read(p)
	w.mu.Lock()
	defer w.mu.Unlock()
	w.done += int64(n)
	w.bar.show(w.done)
	return n, err
}

// end leaves the line of the bar, and reports whether one was shown.
func (w *watchedReader) end() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	bar := w.bar
	bar.end()
	w.bar = nil
	return bar != nil && bar.shown
}
