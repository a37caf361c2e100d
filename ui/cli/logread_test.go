package cli

import (
	"context"
	"errors"
	"strings"
	"testing"

	"alur/model"
	"alur/model/eventlog"
)

// endless is a log without an end; after some rows somebody presses Ctrl+C.
type endless struct {
	rows string
	left int
	stop context.CancelFunc
}

func (e *endless) Read(p []byte) (int, error) {
	if e.left--; e.left == 0 {
		e.stop()
	}
	return copy(p, e.rows), nil
}

// TestALongLogShowsHowFarItIsAndIsStopped: the reading of a large log shows how
// far it is on a terminal, and Ctrl+C ends it, and what is reckoned after it.
func TestALongLogShowsHowFarItIsAndIsStopped(t *testing.T) {
	const row = "1,a,2026-01-01\n"
	var shown strings.Builder
	ctx, stop := context.WithCancel(t.Context())
	a := &app{ctx: ctx, lang: model.English, env: Env{Stderr: &shown, IsTerminal: func(any) bool { return true }}}
	rows := strings.Repeat(row, 1000)
	text := "case,step,end\n" + strings.Repeat(rows, longLog/len(rows)+1)
	log, _, err := a.readLog(strings.NewReader(text), int64(len(text)), eventlog.Options{})
	if err != nil || log.Len() < 1000 {
		t.Fatal(err)
	}
	if said := shown.String(); strings.Count(said, "\r") < 5 || !strings.Contains(said, "100 %\nReckoning ...\n") {
		t.Errorf("it shows %q", said)
	}

	shown.Reset()
	if _, _, err = a.readLog(strings.NewReader("case,step,end\n"+row), 30, eventlog.Options{}); err != nil || shown.Len() > 0 {
		t.Errorf("of a short one it shows %q: %v", shown.String(), err)
	}

	e := &endless{rows: "case,step,end\n" + rows, left: 30, stop: stop}
	if _, _, err = a.readLog(e, longLog, eventlog.Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("it is read on: %v", err)
	}
	never := make(chan struct{})
	defer close(never)
	if _, err = unlessStopped(ctx, func() error { <-never; return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("it is reckoned on: %v", err)
	}
}
