package remote

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"

	"alur/model"
	"alur/store"
	"alur/ui"
	"alur/ui/remote/join"
)

// seat keeps who is at a window of a station and where, so that the window
// comes back there by itself after its line was cut or the server was killed.
// Only the client has the name of its window, and only with the key of its
// station does it count; nobody signs in anew, as nobody did away from the PC.
type seat struct {
	server *server
	// window is a hash of its name, key that of the station.
	window, key string
	// cut ends the connection over which the window was here before.
	cut func()

	mu   sync.Mutex
	at   ui.Place
	kept bool
	// gone is true once the window sits elsewhere.
	gone bool
	more chan struct{}
}

// windowOf is a hash of the name by which a window of alur join is known; empty
// for any other client.
func (c call) windowOf() string {
	name := c.variable(join.Window)
	if len(name) < 20 || len(name) > 200 {
		return ""
	}
	sum := sha256.Sum256([]byte(name))
	return hex.EncodeToString(sum[:])
}

// sit takes the seat of a window, with the place where it was. A line that was
// cut without a word may stand still on this side: it gives way.
func (s *server) sit(ctx context.Context, window, key string, cut func()) (*seat, ui.Place) {
	now := &seat{server: s, window: window, key: key, cut: cut, more: make(chan struct{}, 1), kept: true}
	s.mu.Lock()
	was := s.seats[window]
	s.seats[window] = now
	s.mu.Unlock()
	if was != nil && was.key == key {
		was.leave()
		was.cut()
	}
	var at ui.Place
	if row, ok, err := s.Store.SeatOf(ctx, window, key); err == nil && ok {
		_ = json.Unmarshal(row.Place, &at) // One that can't be read is none.
	}
	return now, at
}

// leave keeps what is known, and nothing that comes later.
func (t *seat) leave() {
	t.keep(context.Background())
	t.mu.Lock()
	defer t.mu.Unlock()
	t.gone = true
}

// placed notes where the person is; it waits for nothing.
func (t *seat) placed(p ui.Place) {
	t.mu.Lock()
	t.at, t.kept = p, false
	t.mu.Unlock()
	select {
	case t.more <- struct{}{}:
	default: // One that waits is as good as two.
	}
}

// Between two writes of a seat is a moment: who turns pages fast writes once.
const seatPause = time.Second

// write keeps the seat whenever the place changes, until ctx is done.
func (t *seat) write(ctx context.Context) {
	for {
		select {
		case <-t.more:
		case <-ctx.Done():
			return
		}
		t.keep(ctx)
		select {
		case <-time.After(seatPause):
		case <-ctx.Done():
			return
		}
	}
}

// keep writes the seat where it is not written yet. What can't be written costs
// no more than another PIN.
func (t *seat) keep(ctx context.Context) {
	t.mu.Lock()
	at, kept, gone := t.at, t.kept, t.gone
	t.kept = true
	t.mu.Unlock()
	if kept || gone {
		return
	}
	if at.Person == "" && at.Lang == "" {
		_ = t.server.Store.LeaveSeat(ctx, t.window)
		return
	}
	shop, err := t.server.Store.Shop(ctx)
	if err != nil || at.Person != "" && shop.People[at.Person] == nil {
		return
	}
	place, err := json.Marshal(at)
	if err != nil {
		return
	}
	_ = t.server.Store.KeepSeat(ctx, t.window, store.Seat{
		Key: t.key, Person: at.Person, PIN: store.PINMark(shop.People[at.Person]), Active: at.Active, Place: place,
	})
}

// rise ends the sitting: comes says whether the window comes back to it.
func (t *seat) rise(comes bool) {
	t.mu.Lock()
	t.kept = false
	if !comes {
		t.at = ui.Place{}
	}
	t.mu.Unlock()
	ctx, done := context.WithTimeout(context.Background(), t.server.cutTime)
	defer done()
	t.keep(ctx)
	t.server.mu.Lock()
	defer t.server.mu.Unlock()
	if t.server.seats[t.window] == t {
		delete(t.server.seats, t.window)
	}
}

// seated shows the screens of a station, to a window of alur join where it was.
// It answers what run does.
func (s *server) seated(ctx context.Context, wire *line, c call, station *model.Station, o ui.Options) (tea.Model, bool) {
	window := c.windowOf()
	if window == "" {
		return s.run(screens, station.Key, wire, c, ui.New(o))
	}
	t, at := s.sit(ctx, window, station.Key, wire.cut)
	o.Place, o.Placed = at, t.placed
	writes, done := context.WithCancel(ctx)
	defer done()
	go t.write(writes)
	last, ok := s.run(screens, station.Key, wire, c, ui.New(o))
	t.rise(ctx.Err() != nil || wire.Context().Err() != nil)
	return last, ok
}
