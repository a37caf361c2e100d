// Package post sends what a shop has to send: the cases that automatic steps
// send to other programs, and what people are told outside alur. It runs beside
// the screens and the servers, one message at a time is claimed in the store,
// and nothing in the shop ever waits for it.
package post

import (
	"cmp"
	"context"
	"errors"
	"sync"
	"time"

	"alur/model"
	"alur/store"
)

// Options say whose messages are sent.
type Options struct {
	Store *store.Store
	// Folder is that of the shop, where the file of messages is.
	Folder string
	// Patience is how long a receiver may take; 0 is ten seconds.
	Patience time.Duration
}

// senders is to how many receivers messages are sent at once. Each gets one at
// a time: one that is slow keeps no other waiting.
const senders = 6

// lookAgain is how often the outbox is looked at where nothing tells of a
// change: a clock that was set, a database that was in use.
const lookAgain = 30 * time.Second

// Run sends what is due until the context ends.
func Run(ctx context.Context, o Options) {
	var all sync.WaitGroup
	for range senders {
		all.Go(func() { o.keepSending(ctx) })
	}
	all.Wait()
}

func (o Options) keepSending(ctx context.Context) {
	heads := o.Store.Watch(ctx)
	for {
		_, _ = o.SendDue(ctx) // What went wrong is tried again; a database that can't be read is told by the screens.
		timer := time.NewTimer(o.pause(ctx))
		select {
		case <-ctx.Done():
			timer.Stop()
			return
		case <-heads:
		case <-timer.C:
		}
		timer.Stop()
	}
}

// pause is how long to wait for the next message.
func (o Options) pause(ctx context.Context) time.Duration {
	next, err := o.Store.NextMessage(ctx)
	if err != nil || next.IsZero() {
		return lookAgain
	}
	return min(max(next.Sub(o.Store.Now()), time.Second), lookAgain)
}

// SendDue sends every message that is due, and says how many were tried.
func (o Options) SendDue(ctx context.Context) (tried int, err error) {
	for ctx.Err() == nil {
		m, secret, err := o.Store.ClaimMessage(ctx)
		if errors.Is(err, store.ErrNotFound) {
			return tried, nil
		}
		if err != nil {
			return tried, err
		}
		tried++
		answer, wrong := o.deliver(ctx, m, secret)
		if ctx.Err() != nil {
			return tried, ctx.Err() // It is taken over when its time is up.
		}
		if wrong != nil {
			err = o.Store.MessageMissed(ctx, m, wrong.Error())
		} else {
			err = o.Store.MessageSent(ctx, m, answer)
		}
		if err != nil {
			return tried, err
		}
	}
	return tried, ctx.Err()
}

// deliver sends one message by the way that there is for it.
func (o Options) deliver(ctx context.Context, m store.Outgoing, secret string) (answer string, err error) {
	if m.Kind == model.SendMessage {
		ctx, done := context.WithTimeout(ctx, cmp.Or(o.Patience, patience))
		defer done()
		return send(ctx, letter{url: m.URL, key: m.Key, body: []byte(m.Body), secret: secret})
	}
	shop, err := o.Store.Shop(ctx)
	if err != nil {
		return "", err
	}
	return o.tell(ctx, m, shop.Tell, secret)
}
