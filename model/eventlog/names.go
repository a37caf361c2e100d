package eventlog

import (
	"bytes"
	"hash/maphash"
	"slices"
)

// names numbers texts in the order in which they come. A log has as many cases
// as half its rows at times, so texts stand one behind the other in one piece
// of memory, and are found by a table of their hashes. That takes a third of
// the time and half the memory of a map of strings.
type names struct {
	seed maphash.Seed
	text []byte
	// ends says where each text ends.
	ends []int
	// table has the hash of a text and its number+1 behind, at the place of the
	// hash or after it; 0 for none. It is at least twice as long as there are
	// texts; its length is a power of two.
	table []uint64
	// last is the text asked for last: files name a case in many rows running.
	last int32
}

func newNames() names {
	return names{seed: maphash.MakeSeed(), table: make([]uint64, 64), last: None}
}

// at is a text by its number; it holds until the next is added.
func (n *names) at(id int32) []byte {
	from := 0
	if id > 0 {
		from = n.ends[id-1]
	}
	return n.text[from:n.ends[id]]
}

// of is the number of a text; None is that of an empty one. It does not keep
// the bytes.
func (n *names) of(text []byte) int32 {
	if len(text) == 0 {
		return None
	}
	if n.last != None && bytes.Equal(n.at(n.last), text) {
		return n.last
	}
	hash := maphash.Bytes(n.seed, text) &^ hashNumber
	place := n.place(hash, text)
	id := int32(n.table[place]&hashNumber) - 1 //nolint:gosec // There are fewer than 2^31 rows.
	if id < 0 {
		id = int32(len(n.ends)) //nolint:gosec // There are fewer than 2^31 rows.
		n.text = append(roomy(n.text, len(text)), text...)
		n.ends = append(roomy(n.ends, 1), len(n.text))
		n.table[place] = hash | uint64(id+1) //nolint:gosec // It is positive.
		if 2*len(n.ends) > len(n.table) {
			n.grow()
		}
	}
	n.last = id
	return id
}

// size is how many bytes the texts take, with what finds them.
func (n *names) size() int { return len(n.text) + nameCost*len(n.ends) }

// roomy is a slice with room for more. It doubles where append, of long ones,
// adds a quarter only and copies them four times as often.
func roomy[T any](s []T, more int) []T {
	if cap(s)-len(s) < more {
		s = slices.Grow(s, max(more, len(s)))
	}
	return s
}

// hashNumber are the bits of an entry that are not the hash.
const hashNumber = 1<<32 - 1

// place is where in the table a text stands, or would.
func (n *names) place(hash uint64, text []byte) int {
	mask := len(n.table) - 1
	for i := int(hash>>32) & mask; ; i = (i + 1) & mask {
		entry := n.table[i]
		if entry == 0 || entry&^hashNumber == hash && bytes.Equal(n.at(int32(entry&hashNumber)-1), text) { //nolint:gosec // As above.
			return i
		}
	}
}

// grow makes the table twice as long.
func (n *names) grow() {
	old := n.table
	n.table = make([]uint64, 2*len(old))
	mask := len(n.table) - 1
	for _, entry := range old {
		if entry == 0 {
			continue
		}
		i := int(entry>>32) & mask
		for n.table[i] != 0 {
			i = (i + 1) & mask
		}
		n.table[i] = entry
	}
}

// list are the texts by number; they are parts of one string.
func (n *names) list() []string {
	all := string(n.text)
	list := make([]string, len(n.ends))
	from := 0
	for id, to := range n.ends {
		list[id] = all[from:to]
		from = to
	}
	return list
}

// steps numbers pairs of a process and a name.
type steps struct {
	processes, names names
	list             []stepKey
	index            map[stepKey]int32
	// last is the number asked for last.
	last int32
}

// stepKey is a step by the numbers of its names.
type stepKey struct{ process, name int32 }

func newSteps() steps {
	return steps{processes: newNames(), names: newNames(), index: map[stepKey]int32{}}
}

// of is the number of a step; None where its name is empty.
func (s *steps) of(process, name []byte) int32 {
	key := stepKey{s.processes.of(process), s.names.of(name)}
	if key.name == None {
		return None
	}
	if int(s.last) < len(s.list) && s.list[s.last] == key {
		return s.last
	}
	n, ok := s.index[key]
	if !ok {
		n = int32(len(s.list)) //nolint:gosec // There are fewer than 2^31 rows.
		s.list = append(s.list, key)
		s.index[key] = n
	}
	s.last = n
	return n
}

// at are the names of a step by its number.
func (s *steps) at(id int32) (process, name []byte) {
	key := s.list[id]
	if key.process != None {
		process = s.processes.at(key.process)
	}
	return process, s.names.at(key.name)
}

// steps are the steps by number.
func (s *steps) steps() []Step {
	processes, names := s.processes.list(), s.names.list()
	list := make([]Step, len(s.list))
	for i, key := range s.list {
		list[i].Name = names[key.name]
		if key.process != None {
			list[i].Process = processes[key.process]
		}
	}
	return list
}
