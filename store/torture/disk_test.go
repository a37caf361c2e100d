package torture_test

import (
	"hash/maphash"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// block is the piece of a file that is kept as one, and sector the piece that
// a disk writes whole or not at all.
const (
	block  = 4096
	sector = 512
)

// content is what a file holds; blocks that were never written are zero. A
// block is never changed once it stands in a content, so copies share them.
type content struct {
	size   int64
	blocks map[int64][]byte
}

func (c content) clone() content { return content{c.size, maps.Clone(c.blocks)} }

func (c *content) write(at int64, data []byte) {
	for len(data) > 0 {
		n, from := at/block, at%block
		fresh := make([]byte, block)
		copy(fresh, c.blocks[n])
		took := copy(fresh[from:], data)
		c.blocks[n] = fresh
		at, data = at+int64(took), data[took:]
	}
	c.size = max(c.size, at)
}

func (c *content) resize(size int64) {
	c.size = size
	for n := range c.blocks {
		switch from := n * block; {
		case from >= size:
			delete(c.blocks, n)
		case size-from < block:
			fresh := make([]byte, block)
			copy(fresh, c.blocks[n][:size-from])
			c.blocks[n] = fresh
		}
	}
}

func (c content) read(at, size int64) []byte {
	out := make([]byte, 0, size)
	for len(out) < int(size) {
		b := c.blocks[at/block]
		if b == nil {
			b = make([]byte, block)
		}
		piece := b[at%block:]
		piece = piece[:min(len(piece), int(size)-len(out))]
		out, at = append(out, piece...), at+int64(len(piece))
	}
	return out
}

// sum tells contents apart.
func (c content) sum(h *maphash.Hash) {
	for _, n := range slices.Sorted(maps.Keys(c.blocks)) {
		maphash.WriteComparable(h, n)
		_, _ = h.Write(c.blocks[n])
	}
	maphash.WriteComparable(h, c.size)
}

func (c content) save(t *testing.T, path string) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for n, b := range c.blocks {
		if _, err := f.WriteAt(b, n*block); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.Truncate(c.size); err != nil {
		t.Fatal(err)
	}
}

func load(t *testing.T, path string) content {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	c := content{blocks: map[int64][]byte{}}
	c.write(0, raw)
	zero := make([]byte, block)
	for n, b := range c.blocks {
		if slices.Equal(b, zero) {
			delete(c.blocks, n)
		}
	}
	return c
}

// file is a file on a disk that has promised only part of it.
type file struct {
	// seen is what programs see, kept what is promised.
	seen, kept content
	// waits are the changes since the last sync, in order.
	waits []step
}

func newFile(c content) *file { return &file{seen: c, kept: c.clone()} }

func (f *file) change(s step) {
	f.seen.change(s)
	f.waits = append(f.waits, s)
}

// synced keeps everything that waited.
func (f *file) synced() {
	for _, s := range f.waits {
		f.kept.change(s)
	}
	f.waits = nil
}

// failed is a sync that failed: what waited was written or is forgotten, as
// the dice fall. Programs go on to see all of it, and no later sync will write
// it, for the system believes that it did.
func (f *file) failed(dice *rand.Rand) {
	much := chances[dice.IntN(len(chances))]
	for _, s := range f.waits {
		if dice.Float64() < much {
			f.kept.change(s)
		}
	}
	f.waits = nil
}

func (c *content) change(s step) {
	if s.what == "size" {
		c.resize(s.size)
		return
	}
	c.write(s.at, s.data)
}

// disk is a disk behind a cache that forgets in a power cut what was not
// synced, and until then writes what it likes, when it likes: files by a sync
// of the file, names by a sync of the folder.
type disk struct {
	seen  map[string]*file // what programs see
	names map[string]*file // the names that are promised
	waits []step           // changes of names since, in order
	// of are the files that the changes of names are about.
	of []*file
}

// diskOf is a disk on which the files of a folder lie safe.
func diskOf(t *testing.T, folder string) *disk {
	t.Helper()
	d := &disk{seen: map[string]*file{}, names: map[string]*file{}}
	paths, err := filepath.Glob(filepath.Join(folder, "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range paths {
		if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() {
			f := newFile(load(t, path))
			d.seen[path], d.names[path] = f, f
		}
	}
	return d
}

// clone is the same disk again, on which nothing waits.
func (d *disk) clone() *disk {
	again := &disk{seen: map[string]*file{}, names: map[string]*file{}}
	for name, f := range d.names {
		f := newFile(f.kept.clone())
		again.seen[name], again.names[name] = f, f
	}
	return again
}

func (d *disk) do(s step, dice *rand.Rand) {
	f := d.seen[s.path]
	switch s.what {
	case "make":
		if f == nil {
			f = newFile(content{blocks: map[int64][]byte{}})
			d.seen[s.path] = f
			d.renamed(s, f)
		}
	case "write", "size":
		f.change(s)
	case "copy":
		d.seen[s.to].change(step{what: "write", path: s.to, at: s.at, data: f.seen.read(s.at, s.size)})
	case "sync":
		if f == nil { // It is the folder.
			d.names, d.waits, d.of = maps.Clone(d.seen), nil, nil
			return
		}
		f.synced()
	case "failed":
		f.failed(dice)
	case "link":
		d.seen[s.to] = f
		d.renamed(s, f)
	case "rename":
		delete(d.seen, s.path)
		d.seen[s.to] = f
		d.renamed(s, f)
	case "remove":
		delete(d.seen, s.path)
		d.renamed(s, f)
	}
}

func (d *disk) renamed(s step, f *file) {
	d.waits, d.of = append(d.waits, s), append(d.of, f)
}

// crash is what a power cut leaves. How much of what waited was written, and
// how torn, is as the dice fall.
func (d *disk) crash(dice *rand.Rand) map[string]content {
	names := maps.Clone(d.names)
	much := chances[dice.IntN(len(chances))]
	for i, s := range d.waits {
		if dice.Float64() >= much {
			continue
		}
		switch s.what {
		case "remove":
			delete(names, s.path)
		case "rename":
			delete(names, s.path)
			names[s.to] = d.of[i]
		case "link":
			names[s.to] = d.of[i]
		default:
			names[s.path] = d.of[i]
		}
	}
	left := map[string]content{}
	torn := dice.IntN(2) == 0
	done := map[*file]content{}
	for path, f := range names {
		if _, ok := done[f]; !ok {
			done[f] = f.crash(dice, torn)
		}
		left[path] = done[f]
	}
	return left
}

// chances are how likely it is that something that waits was written.
var chances = []float64{0, 0.1, 0.5, 0.9, 1}

func (f *file) crash(dice *rand.Rand, torn bool) content {
	c := f.kept.clone()
	much := chances[dice.IntN(len(chances))]
	for _, s := range f.waits {
		switch {
		case dice.Float64() >= much:
		case torn && s.what == "write" && dice.IntN(2) == 0:
			for at := 0; at < len(s.data); at += sector {
				if dice.IntN(2) == 0 {
					c.write(s.at+int64(at), s.data[at:min(at+sector, len(s.data))])
				}
			}
		default:
			c.change(s)
		}
	}
	return c
}
