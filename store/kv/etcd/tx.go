package etcd

import (
	"context"
	"errors"
	"slices"

	"alur/store/kv"
)

// transaction is kv.Tx at one revision, with what it put laid over it.
type transaction struct {
	db     *DB
	ctx    context.Context
	at     moment
	writes bool
	// own is what was put and deleted.
	own sorted
	// gathered is what was read at once, with what is not there.
	gathered map[string]item
	// lost is true where what it reads is gone: it has to begin anew.
	lost bool
}

// inside is a key among those of the data.
func inside(key []byte) (string, error) {
	if err := kv.CheckKey(key); err != nil {
		return "", err
	}
	return dataBegin + string(key), nil
}

// Get implements kv.Tx.
func (t *transaction) Get(key []byte) ([]byte, error) {
	k, err := inside(key)
	if err != nil {
		return nil, err
	}
	if it, ok := t.own.get(k); ok {
		return copied(it.value, !it.gone), nil
	}
	if it, ok := t.gathered[k]; ok {
		return copied(it.value, !it.gone), nil
	}
	if value, there, ok := t.known().get(t.at, k); ok {
		return copied(value, there), nil
	}
	list, _, err := t.fetch(k, k+"\x00", 1)
	if err != nil {
		return nil, err
	}
	t.learn(k, k+"\x00", list)
	if len(list) == 0 {
		return nil, nil
	}
	return copied(list[0].value, true), nil
}

// copied is a value for the caller: nil where there is none.
func copied(value []byte, there bool) []byte {
	if !there {
		return nil
	}
	return append(make([]byte, 0, len(value)), value...)
}

// Put implements kv.Tx.
func (t *transaction) Put(key, value []byte) error {
	return t.change(key, item{value: copied(value, true)})
}

// Delete implements kv.Tx.
func (t *transaction) Delete(key []byte) error { return t.change(key, item{gone: true}) }

func (t *transaction) change(key []byte, it item) (err error) {
	if !t.writes {
		return kv.ErrReadOnly
	}
	if it.key, err = inside(key); err != nil {
		return err
	}
	t.own.put(it)
	return nil
}

// Scan implements kv.Tx.
func (t *transaction) Scan(from, to []byte, f func(key, value []byte) error) error {
	at, end := dataBegin+string(from), dataEnd
	if to != nil {
		end = dataBegin + string(to)
	}
	r := reading{t: t}
	defer r.close()
	for first := firstPage; at < end; first = grown(first) {
		list, next, err := t.up(&r, at, end, first)
		if err != nil {
			return err
		}
		for _, it := range t.laidOver(list, at, next) {
			if err := f([]byte(it.key[len(dataBegin):]), copied(it.value, true)); err != nil {
				return stopped(err)
			}
		}
		at = next
	}
	return nil
}

// ScanBack implements kv.Tx.
func (t *transaction) ScanBack(from, to []byte, f func(key, value []byte) error) error {
	begin, at := dataBegin+string(from), dataEnd
	if to != nil {
		at = dataBegin + string(to)
	}
	for first := firstPage; begin < at; first = grown(first) {
		list, next, err := t.down(begin, at, first)
		if err != nil {
			return err
		}
		slices.Reverse(list)
		list = t.laidOver(list, next, at)
		for _, it := range slices.Backward(list) {
			if err := f([]byte(it.key[len(dataBegin):]), copied(it.value, true)); err != nil {
				return stopped(err)
			}
		}
		at = next
	}
	return nil
}

func stopped(err error) error {
	if errors.Is(err, kv.Stop) {
		return nil
	}
	return err
}

// laidOver is what is there of a range, in order, with what was put and
// deleted.
func (t *transaction) laidOver(list []item, from, to string) []item {
	own, _ := t.own.between(from, to, t.own.n)
	if len(own) == 0 {
		return list
	}
	all := make([]item, 0, len(list)+len(own))
	for len(list) > 0 || len(own) > 0 {
		switch {
		case len(own) == 0 || len(list) > 0 && list[0].key < own[0].key:
			all, list = append(all, list[0]), list[1:]
			continue
		case len(list) > 0 && list[0].key == own[0].key:
			list = list[1:]
		}
		if !own[0].gone {
			all = append(all, own[0])
		}
		own = own[1:]
	}
	return all
}
