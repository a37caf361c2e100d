package etcd

import "sort"

// item is one key and what it holds; gone marks one that was deleted.
type item struct {
	key   string
	value []byte
	gone  bool
}

// chunkMost is how many items lie in one piece of a sorted list.
const chunkMost = 512

// sorted is a list of items in the order of their keys, cut into pieces so
// that one more does not move all the others.
type sorted struct {
	chunks [][]item
	n      int
}

// place is where a key is, or would be.
func (s *sorted) place(key string) (c, i int, found bool) {
	c = sort.Search(len(s.chunks), func(c int) bool {
		chunk := s.chunks[c]
		return chunk[len(chunk)-1].key >= key
	})
	if c == len(s.chunks) {
		return c, 0, false
	}
	chunk := s.chunks[c]
	i = sort.Search(len(chunk), func(i int) bool { return chunk[i].key >= key })
	return c, i, chunk[i].key == key
}

func (s *sorted) get(key string) (item, bool) {
	c, i, found := s.place(key)
	if !found {
		return item{}, false
	}
	return s.chunks[c][i], true
}

// put adds an item, or changes the one of its key.
func (s *sorted) put(it item) {
	c, i, found := s.place(it.key)
	if found {
		s.chunks[c][i] = it
		return
	}
	s.n++
	if c == len(s.chunks) {
		if c == 0 {
			s.chunks = append(s.chunks, []item{it})
			return
		}
		c--
		i = len(s.chunks[c])
	}
	s.chunks[c] = append(s.chunks[c], item{})
	chunk := s.chunks[c]
	copy(chunk[i+1:], chunk[i:])
	chunk[i] = it
	if len(chunk) > chunkMost {
		half := append([]item(nil), chunk[chunkMost/2:]...)
		s.chunks[c] = chunk[: chunkMost/2 : chunkMost/2]
		s.chunks = append(s.chunks, nil)
		copy(s.chunks[c+2:], s.chunks[c+1:])
		s.chunks[c+1] = half
	}
}

func (s *sorted) remove(key string) {
	c, i, found := s.place(key)
	if !found {
		return
	}
	s.n--
	chunk := s.chunks[c]
	s.chunks[c] = append(chunk[:i], chunk[i+1:]...)
	if len(s.chunks[c]) == 0 {
		s.chunks = append(s.chunks[:c], s.chunks[c+1:]...)
	}
}

// between are the first items of from <= key < to, at most so many; cut is true
// where there are more.
func (s *sorted) between(from, to string, most int) (list []item, cut bool) {
	c, i, _ := s.place(from)
	for ; c < len(s.chunks); c, i = c+1, 0 {
		for _, it := range s.chunks[c][i:] {
			if it.key >= to {
				return list, false
			}
			if len(list) == most {
				return list, true
			}
			list = append(list, it)
		}
	}
	return list, false
}

// below are the last items of from <= key < to, the last one first.
func (s *sorted) below(from, to string, most int) (list []item, cut bool) {
	c, i, _ := s.place(to)
	for {
		if i == 0 {
			if c == 0 {
				return list, false
			}
			c--
			i = len(s.chunks[c])
		}
		i--
		it := s.chunks[c][i]
		if it.key < from {
			return list, false
		}
		if len(list) == most {
			return list, true
		}
		list = append(list, it)
	}
}
