package bolt

import (
	"bytes"
	"encoding/binary"
)

// tree walks a page of keys and all below it: they have to be in order, from
// low on and below high, where those are not nil.
func (w *walk) tree(id uint64, low, high []byte) error {
	p, err := w.read(id)
	if err != nil {
		return err
	}
	if p.flags != branchPage && p.flags != leafPage || p.flags == branchPage && p.count == 0 {
		return wrong(id, "it is no page of keys")
	}
	w.depth++
	defer func() { w.depth-- }()
	return w.elements(p, low, high)
}

// elements walks the parts of a page.
func (w *walk) elements(p page, low, high []byte) error {
	end := pageHeader + elementHeader*p.count
	if end > uint64(len(p.data)) {
		return wrong(p.id, "it has no room for its %d keys", p.count)
	}
	e, end, err := p.element(0, end)
	for i := uint64(0); i < p.count; i++ {
		if err != nil {
			return err
		}
		// What leads to a page has the first key of it: by that bbolt finds the
		// way back when it writes.
		if i == 0 && low != nil && !bytes.Equal(e.key, low) || i > 0 && bytes.Equal(e.key, low) || bytes.Compare(e.key, low) < 0 || high != nil && bytes.Compare(e.key, high) >= 0 {
			return wrong(p.id, "key %d is out of order", i)
		}
		var next element
		below := high
		if i+1 < p.count {
			next, end, err = p.element(i+1, end)
			below = next.key
		}
		if err != nil {
			return err
		}
		switch {
		case p.flags == branchPage:
			err = w.tree(e.page, e.key, below)
		case e.bucket:
			err = w.bucket(p.id, e.value)
		}
		if err != nil {
			return err
		}
		low, e = e.key, next
	}
	return nil
}

// bucket walks a table: its page, or the small one that lies in its place.
func (w *walk) bucket(at uint64, value []byte) error {
	if len(value) < bucketHeader {
		return wrong(at, "a table is too short")
	}
	if root := binary.NativeEndian.Uint64(value); root != 0 {
		return w.tree(root, nil, nil)
	}
	data := value[bucketHeader:]
	if len(data) < pageHeader {
		return wrong(at, "a table is too short")
	}
	order := binary.NativeEndian
	p := page{id: at, flags: uint64(order.Uint16(data[8:])), count: uint64(order.Uint16(data[10:])), data: data}
	if p.flags != leafPage {
		return wrong(at, "a table is none")
	}
	return w.elements(p, nil, nil)
}

// element is one key of a page and what belongs to it.
type element struct {
	key, value []byte
	page       uint64
	bucket     bool
}

// element reads a part of a page that begins where the one before ends: they
// lie without a gap.
func (p page) element(i, begin uint64) (e element, end uint64, err error) {
	if i >= p.count {
		return e, begin, nil
	}
	order := binary.NativeEndian
	at := pageHeader + elementHeader*i
	head := p.data[at:]
	var pos, key, value uint64
	if p.flags == branchPage {
		pos, key = uint64(order.Uint32(head)), uint64(order.Uint32(head[4:]))
		e.page = order.Uint64(head[8:])
	} else {
		flags := order.Uint32(head)
		pos, key, value = uint64(order.Uint32(head[4:])), uint64(order.Uint32(head[8:])), uint64(order.Uint32(head[12:]))
		if e.bucket = flags == bucketElement; flags > bucketElement {
			return e, begin, wrong(p.id, "key %d is of no kind", i)
		}
	}
	if at+pos != begin || key == 0 || key+value > uint64(len(p.data))-begin {
		return e, begin, wrong(p.id, "key %d is not where it should be", i)
	}
	e.key, e.value = p.data[begin:begin+key], p.data[begin+key:begin+key+value]
	return e, begin + key + value, nil
}
