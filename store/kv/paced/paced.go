// Package paced slows long work on an engine down, so that whoever works on
// the same disk and the same processors hardly notices it.
package paced

import (
	"context"
	"time"

	"alur/store/kv"
)

// Pace is how gently work goes on.
type Pace struct {
	// Part is how many times as long as it worked it rests.
	Part int
	// Busy reports whether others work; nobody rests for nobody. Nil is yes.
	Busy func() bool
	// Now is a clock, and Sleep waits; nil are those of this PC.
	Now   func() time.Time
	Sleep func(ctx context.Context, d time.Duration) error
}

// longest bounds one rest: the time between two transactions may have been a
// wait for others.
const longest = 250 * time.Millisecond

// Engine is an engine that rests after each transaction, in proportion to the
// time since it last rested: what was reckoned between the transactions counts as
// well. It is for one goroutine.
type Engine struct {
	kv.Engine
	pace  Pace
	since time.Time
}

// New slows an engine down.
func New(e kv.Engine, p Pace) *Engine {
	if p.Now == nil {
		p.Now = time.Now
	}
	if p.Sleep == nil {
		p.Sleep = sleep
	}
	return &Engine{Engine: e, pace: p, since: p.Now()}
}

// View implements kv.Engine.
func (e *Engine) View(ctx context.Context, f func(kv.Tx) error) error {
	if err := e.Engine.View(ctx, f); err != nil {
		return err
	}
	return e.rest(ctx)
}

// Update implements kv.Engine.
func (e *Engine) Update(ctx context.Context, f func(kv.Tx) error) error {
	if err := e.Engine.Update(ctx, f); err != nil {
		return err
	}
	return e.rest(ctx)
}

// Prove implements kv.Prover where the engine does.
func (e *Engine) Prove(ctx context.Context) error {
	p, ok := e.Engine.(kv.Prover)
	if !ok {
		return nil
	}
	if err := p.Prove(ctx); err != nil {
		return err
	}
	return e.rest(ctx)
}

// least is the work after which it rests: shorter rests would only be noise.
const least = 2 * time.Millisecond

func (e *Engine) rest(ctx context.Context) error {
	worked := e.pace.Now().Sub(e.since)
	if worked < least || e.pace.Part == 0 {
		return nil
	}
	if e.pace.Busy == nil || e.pace.Busy() {
		if err := e.pace.Sleep(ctx, min(worked*time.Duration(e.pace.Part), longest)); err != nil {
			return err
		}
	}
	e.since = e.pace.Now()
	return nil
}

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
