package cli

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"io/fs"

	"alur/model"
	"alur/store"
	"alur/store/kv"
	"alur/store/kv/bolt"
	"alur/store/kv/etcd"
)

// store opens the database that is there.
func (a *app) store() (*store.Store, error) {
	if a.opened != nil {
		return a.opened, nil
	}
	if a.env.Caller != nil {
		a.opened = a.env.Caller.Store
		return a.opened, nil
	}
	if at, on, err := a.address(); on {
		return a.onEtcd(at, err)
	}
	path := a.dbPath()
	if isFolder(path) {
		return nil, fail(model.Say{
			EN: "%s is a folder. Name the file of your shop with --db.",
			ID: "%s adalah folder. Sebut berkas toko Anda dengan --db.",
		}, path)
	}
	engine, err := bolt.Open(a.ctx, path, a.boltOptions())
	if errors.Is(err, fs.ErrNotExist) {
		return nil, noDatabase(path)
	}
	if err != nil {
		return nil, err
	}
	return a.use(engine)
}

// onEtcd opens a shop on an etcd, which may be empty still.
func (a *app) onEtcd(at etcd.Address, err error) (*store.Store, error) {
	if err != nil {
		return nil, err
	}
	engine, err := etcd.Open(a.ctx, at)
	if err != nil {
		return nil, err
	}
	return a.use(engine)
}

// create makes a new database and opens it. It refuses to touch what is
// there.
func (a *app) create(path string) (*store.Store, error) {
	engine, err := bolt.Create(a.ctx, path, a.boltOptions())
	if errors.Is(err, fs.ErrExist) {
		return nil, fail(model.Say{
			EN: "There is something at %s already, and it was left as it is. Name another file with --db.",
			ID: "Di %s sudah ada sesuatu, dan dibiarkan apa adanya. Sebut berkas lain dengan --db.",
		}, path)
	}
	if err != nil {
		return nil, err
	}
	return a.use(engine)
}

func (a *app) use(engine kv.Engine) (*store.Store, error) {
	clock, err := a.clock()
	if err != nil {
		return nil, errors.Join(err, engine.Close())
	}
	a.migrated = func() {}
	s, err := store.Open(a.ctx, engine, store.Options{Clock: clock, NewOp: newOp, BeforeMigration: a.beforeMigration, Archive: a.besideShop})
	a.migrated()
	if err != nil {
		return nil, errors.Join(err, engine.Close())
	}
	a.opened = s
	return s, nil
}

// shop opens the database and reads the shop, after what is due has happened;
// without a shop in it there is nothing to work on.
func (a *app) shop() (*store.Store, *model.Shop, error) {
	s, shop, err := a.past()
	if err != nil {
		return nil, nil, err
	}
	return a.woken(s, shop)
}

// past is shop for a command that looks at the record as it is: what is due
// happens another time.
func (a *app) past() (*store.Store, *model.Shop, error) {
	s, err := a.store()
	if err != nil {
		return nil, nil, err
	}
	shop, err := s.Shop(a.ctx)
	if err != nil {
		return nil, nil, err
	}
	if len(shop.People) == 0 {
		return nil, nil, noDatabase(a.place())
	}
	return s, shop, nil
}

// woken lets what is due happen before a command looks at the shop, so that it
// goes on also where nothing but commands is used. On an etcd the host that leads
// does it. At a server that is the
// server's own matter. A database that can't be written now is looked at as it
// is: the command's own act says what is wrong.
func (a *app) woken(s *store.Store, shop *model.Shop) (*store.Store, *model.Shop, error) {
	if a.env.Caller != nil {
		return s, shop, nil
	}
	if s.Led(a.ctx) {
		return s, shop, nil
	}
	fired, err := s.Wake(a.ctx, a.station())
	if err != nil || fired == 0 {
		return s, shop, a.ctx.Err()
	}
	shop, err = s.Shop(a.ctx)
	return s, shop, err
}

// close ends the use of the database; the next one opens it again. That of a
// server stays open.
func (a *app) close() {
	if a.opened == nil || a.env.Caller != nil {
		return
	}
	if err := a.opened.Close(); err != nil && !errors.Is(err, context.Canceled) {
		a.tell(err)
	}
	a.opened = nil
}

// newOp is a fresh operation id.
func newOp() string {
	var id [12]byte
	if _, err := rand.Read(id[:]); err != nil {
		return ""
	}
	return hex.EncodeToString(id[:])
}

// openOrCreate opens the database; where nothing is, it is made when the shop
// is founded in it.
func (a *app) openOrCreate() (*store.Store, error) {
	if a.isPlaced() {
		return a.store()
	}
	return a.use(bolt.OpenLate(a.dbPath(), a.boltOptions()))
}
