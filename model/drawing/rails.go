package drawing

import "sort"

// mask says to which sides a cell is connected, and whether it is the head of
// an arrow.
type mask int

const (
	up mask = 1 << iota
	down
	left
	right
	head
)

// String is the cell as a character of box drawing, all of WGL4.
func (m mask) String() string {
	if m&head != 0 {
		return "►"
	}
	return map[mask]string{
		0: " ", up | down: "│", left | right: "─", up | down | left | right: "┼",
		down | right: "┌", down | left: "┐", up | right: "└", up | left: "┘",
		up | down | right: "├", up | down | left: "┤", down | left | right: "┬", up | left | right: "┴",
	}[m]
}

// rail carries every arrow into one step from above, or from below.
type rail struct {
	to int
	// at is the row of the step, sources the rows where arrows leave.
	at      int
	sources []int
	lane    int
}

// span is the first and the last row of a rail.
func (r *rail) span() (first, last int) {
	first, last = r.at, r.at
	for _, s := range r.sources {
		first, last = min(first, s), max(last, s)
	}
	return first, last
}

func (r *rail) length() int {
	first, last := r.span()
	return last - first
}

// makeRails joins the arrows by where they lead and from which side they
// come.
func (l *layout) makeRails() {
	at := map[int]int{}
	for i, row := range l.list {
		if row.Kind == StepRow {
			at[row.Step] = i
		}
	}
	type side struct {
		to   int
		back bool
	}
	known := map[side]*rail{}
	for i, row := range l.list {
		if row.Kind != ArrowRow {
			continue
		}
		k := side{row.Arrow.To, row.Arrow.Back()}
		if known[k] == nil {
			known[k] = &rail{to: k.to, at: at[k.to]}
			l.rails = append(l.rails, known[k])
		}
		known[k].sources = append(known[k].sources, i)
	}
}

// allot gives every rail a lane: as few lanes as can be, no more than are
// allowed, and in the order in which the fewest lines cross.
func (l *layout) allot() {
	for l.colour(); l.lanes > l.o.Lanes; l.colour() {
		l.giveUp()
	}
	l.untangle()
}

// colour is interval colouring: taken from the top, every rail gets the first
// lane that is free, which needs no more lanes than rails ever run side by
// side.
func (l *layout) colour() {
	sort.SliceStable(l.rails, func(i, j int) bool {
		a, _ := l.rails[i].span()
		b, _ := l.rails[j].span()
		return a < b
	})
	var busy []int
	for _, r := range l.rails {
		first, last := r.span()
		r.lane = len(busy)
		for lane, until := range busy {
			if until < first {
				r.lane = lane
				break
			}
		}
		if r.lane == len(busy) {
			busy = append(busy, 0)
		}
		busy[r.lane] = last
	}
	l.lanes = len(busy)
}

// giveUp takes the longest rail away: it is the hardest to follow with the
// eye, and frees the most.
func (l *layout) giveUp() {
	longest := 0
	for i, r := range l.rails {
		if r.length() > l.rails[longest].length() {
			longest = i
		}
	}
	l.rails = append(l.rails[:longest], l.rails[longest+1:]...)
}

// untangle changes the order of neighbouring lanes as long as that leaves
// fewer crossings, or as few with shorter ways to the lanes outside.
func (l *layout) untangle() {
	for again := true; again; {
		again = false
		for lane := 0; lane+1 < l.lanes; lane++ {
			before := l.tangle()
			l.exchange(lane, lane+1)
			if l.tangle() < before {
				again = true
				continue
			}
			l.exchange(lane, lane+1)
		}
	}
}

func (l *layout) exchange(a, b int) {
	for _, r := range l.rails {
		switch r.lane {
		case a:
			r.lane = b
		case b:
			r.lane = a
		}
	}
}

// tangle is how hard the lanes are to follow: the crossings first, then the
// cells that lines go across.
func (l *layout) tangle() int {
	const crossing = 1000
	sum := 0
	for _, r := range l.rails {
		for _, row := range append([]int{r.at}, r.sources...) {
			sum += r.lane
			for _, other := range l.rails {
				first, last := other.span()
				if other != r && other.lane < r.lane && other.to != r.to && first <= row && row <= last {
					sum += crossing
				}
			}
		}
	}
	return sum
}

// place draws the rails into the cells. Lane 0 is the one beside the steps.
func (l *layout) place() {
	l.cells = make([][]mask, len(l.list))
	for i := range l.cells {
		l.cells[i] = make([]mask, 2*l.lanes)
	}
	for _, r := range l.rails {
		column := 2 * (l.lanes - 1 - r.lane)
		first, last := r.span()
		for row := first; row <= last; row++ {
			if row > first {
				l.cells[row][column] |= up
			}
			if row < last {
				l.cells[row][column] |= down
			}
		}
		for _, row := range append([]int{r.at}, r.sources...) {
			l.across(row, column)
		}
		l.cells[r.at][2*l.lanes-1] |= head
	}
}

// across draws from a lane to the steps.
func (l *layout) across(row, column int) {
	l.cells[row][column] |= right
	for c := column + 1; c < 2*l.lanes; c++ {
		l.cells[row][c] |= left | right
	}
}

// ASCII is a drawn line in characters that every terminal has; lines that
// cross read as the one that goes down.
func ASCII(line string) string {
	out := []rune(line)
	for i, r := range out {
		switch r {
		case '─':
			out[i] = '-'
		case '│', '┼':
			out[i] = '|'
		case '┌', '┐', '└', '┘', '├', '┤', '┬', '┴':
			out[i] = '+'
		case '►':
			out[i] = '>'
		}
	}
	return string(out)
}
