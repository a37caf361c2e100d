package bolt

import (
	"encoding/binary"
	"errors"
	"os"
)

// Scavenged is what may be a row of a file that can't be opened any more: where
// its value is.
type Scavenged struct {
	At   int64
	Long int
}

// Scavenge looks through all pages of a file, also those that nothing leads to,
// and calls f with every key that stands in one, without its table, and with
// where its value is. Nothing is proven: the same key comes in many forms, and
// what stands in the journal also as what it would be elsewhere.
func Scavenge(file *os.File, f func(key []byte, value Scavenged)) error {
	info, err := file.Stat()
	if err != nil {
		return err
	}
	size := int64(os.Getpagesize())
	if m, err := newestOf(file); err == nil {
		size = m.page
	}
	for at := int64(0); at+pageHeader < info.Size(); at += size {
		var head [pageHeader]byte
		if _, err := file.ReadAt(head[:], at); err != nil {
			return err
		}
		order := binary.NativeEndian
		p := page{id: order.Uint64(head[:]), flags: uint64(order.Uint16(head[8:])), count: uint64(order.Uint16(head[10:]))}
		more := int64(order.Uint32(head[12:]))
		if p.flags != leafPage || p.count == 0 || more >= info.Size()/size {
			continue
		}
		p.data = make([]byte, (more+1)*size)
		n, err := file.ReadAt(p.data, at)
		if err != nil && n == 0 {
			return errors.Join(errCut, err)
		}
		p.scavenge(f, at, true)
	}
	return nil
}

// overlap is how often over the keys of a page may be said to lie in it: each is
// there once, but those that are damaged may lie over all the others.
const overlap = 4

// scavenge calls f with every key of a page that lies in it. A table that lies in the
// page of another has none in it.
func (p page) scavenge(f func(key []byte, value Scavenged), at int64, tables bool) {
	order := binary.NativeEndian
	left := overlap * uint64(len(p.data))
	for i := range p.count {
		from := pageHeader + elementHeader*i
		if from+elementHeader > uint64(len(p.data)) {
			return
		}
		e := p.data[from:]
		key := from + uint64(order.Uint32(e[4:]))
		value := key + uint64(order.Uint32(e[8:]))
		end := value + uint64(order.Uint32(e[12:]))
		if end > uint64(len(p.data)) || end-key > left {
			continue
		}
		left -= end - key
		if order.Uint32(e) == bucketElement {
			if tables {
				p.within(f, at, value, end)
			}
			continue
		}
		f(p.data[key:value], Scavenged{At: at + int64(value), Long: int(end - value)}) //nolint:gosec // Within the page.
		if value-key > seqBytes+1 && end > value && p.data[value] == putSign {         // It may be a row of the journal.
			f(p.data[key+seqBytes+1:value], Scavenged{At: at + int64(value) + 1, Long: int(end - value - 1)}) //nolint:gosec // Within the page.
		}
	}
}

// within calls f with the keys of a table that is so small that it lies in the page
// of another.
func (p page) within(f func(key []byte, value Scavenged), at int64, from, end uint64) {
	from += bucketHeader
	if from+pageHeader > end {
		return
	}
	order := binary.NativeEndian
	small := page{flags: uint64(order.Uint16(p.data[from+8:])), count: uint64(order.Uint16(p.data[from+10:])), data: p.data[from:end]}
	if small.flags == leafPage {
		small.scavenge(f, at+int64(from), false) //nolint:gosec // Within the page.
	}
}
