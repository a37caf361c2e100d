package eventlog

// names numbers texts in the order in which they come.
type names struct {
	list  []string
	index map[string]int32
	// last is the text asked for last: files name a case in many rows running.
	last int32
}

func newNames() names { return names{index: map[string]int32{}, last: None} }

// of is the number of a text; None is that of an empty one. It does not keep
// the bytes, and allocates only for a text it has not seen.
func (n *names) of(text []byte) int32 {
	if len(text) == 0 {
		return None
	}
	if n.last != None && n.list[n.last] == string(text) {
		return n.last
	}
	id, ok := n.index[string(text)]
	if !ok {
		id = int32(len(n.list)) //nolint:gosec // There are fewer than 2^31 rows.
		own := string(text)
		n.list = append(n.list, own)
		n.index[own] = id
	}
	n.last = id
	return id
}

// steps numbers pairs of a process and a name.
type steps struct {
	processes, names names
	list             []Step
	index            map[[2]int32]int32
}

func newSteps() steps {
	return steps{processes: newNames(), names: newNames(), index: map[[2]int32]int32{}}
}

// of is the number of a step; None where its name is empty.
func (s *steps) of(process, name []byte) int32 {
	id := s.names.of(name)
	if id == None {
		return None
	}
	p := s.processes.of(process)
	if p == None && len(s.processes.list) == 0 && int(id) < len(s.list) {
		return id // No process so far: a step is its name.
	}
	key := [2]int32{p, id}
	n, ok := s.index[key]
	if !ok {
		n = int32(len(s.list)) //nolint:gosec // There are fewer than 2^31 rows.
		s.list = append(s.list, Step{Process: string(process), Name: s.names.list[id]})
		s.index[key] = n
	}
	return n
}
