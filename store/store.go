// Package store keeps the record of a shop and answers questions about it.
//
// The record, numbered and chained by hash, is the only truth; every other
// table is a fold of it (see Schema), written in the transaction that appends
// the events. Nothing changes but through Do: the command is decided by
// model.Decide on the state inside the transaction, so two programs can never
// both win the same task, and what is acknowledged is durable.
//
// The engine is behind kv.Engine; who opens the store chooses it.
package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"hash/maphash"
	"reflect"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"alur/model"
	"alur/store/kv"
)

// The errors of the store besides those of its engine, to be recognised with
// errors.Is. A *model.Refusal says why a command was not done.
var (
	// ErrNewerSchema: a newer alur wrote the database. It was left as it is.
	ErrNewerSchema = errors.New("the database is of a newer alur")
	// ErrNotAlur: the database belongs to another program.
	ErrNotAlur = errors.New("the database is not alur's")
	// ErrNotSaved: the disk failed, and the act is not there. It may be tried
	// again.
	ErrNotSaved = kv.ErrNotSaved
	// ErrReadOnly: the database may be read but not written.
	ErrReadOnly = kv.ErrReadOnly
	// ErrLocked: another program has held the database for too long.
	ErrLocked = kv.ErrLocked
	// ErrArchive: it is an archive, in which nobody works. It is an ErrReadOnly.
	ErrArchive = fmt.Errorf("%w: it is an archive", kv.ErrReadOnly)
	// ErrNotFound: there is no such thing.
	ErrNotFound = errors.New("not found")
)

// Options are what a store needs from outside.
type Options struct {
	// Clock is the time of the business.
	Clock func() time.Time
	// NewOp makes a fresh operation id for commands that carry none.
	NewOp func() string
	// BeforeMigration is called with a database of an older schema before it is
	// brought up, so that a copy of it as it is can be kept; where it fails, the
	// database is left as it is and Open returns the error. Nil keeps none.
	BeforeMigration func(ctx context.Context, old *Store, schema int) error
	// Archive opens an archive of the shop by its name, for reading: where it is
	// is for whoever opened the store to know. It returns fs.ErrNotExist where
	// there is none. Nil knows none.
	Archive func(ctx context.Context, file string) (kv.Engine, error)
}

// Store is the record of one shop and what is folded from it. It is safe for
// use by many goroutines, and by several programs on one engine.
//
// Every method can return the errors of its engine: kv.ErrLocked,
// kv.ErrDamaged, kv.ErrClosed, fs.ErrNotExist where the data is gone. Writing
// can return kv.ErrReadOnly, and kv.ErrUnknownOutcome where it could not be
// found out whether a command was done: the same command with the same
// operation id may be given again without harm.
type Store struct {
	engine kv.Engine
	opts   Options
	memo   memo
	writer writer
	watch  watchers
	pins   pins
	// old is true for an older schema that can't be brought up: what is
	// derived is not compared with the record.
	old bool
	// archive is true for an archive, which is only read.
	archive bool
	// archived is the archive beside the shop, once it was looked for.
	archived besides
}

// Open opens the store on an engine, which it closes in Close. A new database
// stays empty until something is written into it; an older one is brought to
// the newest schema. It returns ErrNewerSchema and ErrNotAlur, and the errors
// of the engine.
func Open(ctx context.Context, engine kv.Engine, o Options) (*Store, error) {
	s := &Store{engine: engine, opts: o, pins: make(pins, pinsAtOnce)}
	var version int
	var foreign bool
	err := engine.View(ctx, func(tx kv.Tx) (err error) {
		version, foreign, err = readSchema(tx)
		return err
	})
	switch {
	case err != nil:
		return nil, err
	case foreign:
		return nil, ErrNotAlur
	case version > SchemaVersion:
		return nil, fmt.Errorf("%w: schema %d, this one knows %d", ErrNewerSchema, version, SchemaVersion)
	case version > 0 && version < SchemaVersion:
		if err := s.migrate(ctx); err != nil {
			return nil, err
		}
	}
	return s, s.seal(ctx)
}

// readSchema is the version of what is stored, 0 for nothing at all; foreign
// is true for something that is not alur's.
func readSchema(tx kv.Tx) (version int, foreign bool, err error) {
	raw, err := tx.Get(schemaKey())
	if err != nil {
		return 0, false, err
	}
	if raw == nil {
		err := tx.Scan(nil, nil, func(_, _ []byte) error {
			foreign = true
			return kv.Stop
		})
		return 0, foreign, err
	}
	if isHalf(raw) {
		return 0, false, ErrHalfCopied
	}
	version, known := schemaVersion(raw)
	return version, !known, nil
}

func schemaVersion(raw []byte) (version int, known bool) {
	version, err := strconv.Atoi(string(raw))
	return version, err == nil && version >= 1
}

// writeSchema marks a database as alur's before the first row.
func writeSchema(tx kv.Tx) error {
	raw, err := tx.Get(schemaKey())
	if isHalf(raw) {
		return ErrHalfCopied
	}
	if err != nil || raw != nil {
		return err
	}
	return tx.Put(schemaKey(), []byte(strconv.Itoa(SchemaVersion)))
}

// Now is the time of the business.
func (s *Store) Now() time.Time { return s.opts.Clock() }

// Close ends the use of the store and its engine, after what is under way.
func (s *Store) Close() error {
	s.writer.wait()
	s.watch.stop()
	return errors.Join(s.archived.close(), s.engine.Close())
}

// view reads in a snapshot.
func (s *Store) view(ctx context.Context, f func(*state) error) error {
	return s.engine.View(ctx, func(tx kv.Tx) error {
		st := newState(s, tx)
		err := f(st)
		if st.err != nil {
			return st.err
		}
		return err
	})
}

// update writes in a transaction, and keeps the sum of what the record does
// not prove.
func (s *Store) update(ctx context.Context, f func(kv.Tx) error) error {
	return s.engine.Update(ctx, func(tx kv.Tx) error {
		sum := &summing{Tx: tx, tables: summedTables()}
		if err := f(sum); err != nil {
			return err
		}
		return sum.keep()
	})
}

// memo keeps what was decoded, by the bytes it was decoded from: another
// program, or a restored backup, can never leave an old form in it.
type memo struct {
	mu       sync.Mutex
	shopRaw  string
	shop     *model.Shop
	cal      *model.Calendar
	zone     string
	hours    model.Hours
	flows    map[string]memoFlow
	sojourns map[string]memoSojourns
	hashSeed maphash.Seed
	open     atomic.Int64 // How many tasks were open lately.
	logs     memoLogs
	reviews  memoReviews
}

type memoFlow struct {
	raw  string
	flow *model.Flow
}

// readShop decodes the shop. What it returns is shared: nobody may change it.
func (m *memo) readShop(raw []byte) (*model.Shop, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.shop != nil && m.shopRaw == string(raw) {
		return m.shop, nil
	}
	shop := &model.Shop{}
	if raw != nil {
		if err := json.Unmarshal(raw, shop); err != nil {
			return nil, fmt.Errorf("%w: shop: %w", kv.ErrDamaged, err)
		}
	}
	m.shopRaw, m.shop = string(raw), shop
	return shop, nil
}

// readFlow compiles a definition once.
func (m *memo) readFlow(name string, raw []byte) (*model.Flow, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if known, ok := m.flows[name]; ok && known.raw == string(raw) {
		return known.flow, nil
	}
	var p model.Process
	if err := json.Unmarshal(raw, &p); err != nil {
		return nil, fmt.Errorf("%w: definition %s: %w", kv.ErrDamaged, name, err)
	}
	f, faults := model.Recorded(p)
	if f == nil {
		return nil, fmt.Errorf("%w: definition %s does not compile: %d faults", kv.ErrDamaged, name, len(faults))
	}
	if m.flows == nil {
		m.flows = map[string]memoFlow{}
	}
	m.flows[name] = memoFlow{raw: string(raw), flow: f}
	return f, nil
}

// calendar is that of a shop, made once for the same hours.
func (m *memo) calendar(shop *model.Shop) (*model.Calendar, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.cal != nil && m.zone == shop.Zone && reflect.DeepEqual(m.hours, shop.Hours) {
		return m.cal, nil
	}
	cal, err := shop.Calendar()
	if err == nil {
		m.cal, m.zone, m.hours = cal, shop.Zone, shop.Hours
	}
	return cal, err
}
