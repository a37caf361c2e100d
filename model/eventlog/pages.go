package eventlog

// pageRows is how many things a page has; a power of two.
const (
	pageBits = 13
	pageRows = 1 << pageBits
)

// pages is a long list that never moves what it holds. A slice of a million
// rows would be copied some thirty times while it grows, and be there twice.
type pages[T any] struct {
	full [][]T
	last []T
}

func (p *pages[T]) len() int { return len(p.full)*pageRows + len(p.last) }

// add puts a thing at the end.
func (p *pages[T]) add(x T) {
	if len(p.last) == pageRows {
		p.full = append(p.full, p.last)
		p.last = make([]T, 0, pageRows)
	}
	p.last = append(p.last, x)
}

// at is the thing at a place, until the next is added.
func (p *pages[T]) at(i int32) *T {
	if page := int(i >> pageBits); page < len(p.full) {
		return &p.full[page][i&(pageRows-1)]
	}
	return &p.last[i&(pageRows-1)]
}

// each gives every thing to a function, in order.
func (p *pages[T]) each(f func(x *T)) {
	for _, page := range append(p.full[:len(p.full):len(p.full)], p.last) {
		for i := range page {
			f(&page[i])
		}
	}
}
