package model

import (
	"cmp"
	"slices"
	"sort"
)

// placed is an open task in its place. The reason is not said yet: of thousands
// few are looked at.
type placed struct {
	QueueItem
	why why
}

// ranking is a list of a queue in the making: the first in the order of the
// queue, and how many there are in all.
type ranking struct {
	q *queuing
	// most is how many are kept, in order; 0 keeps all, as they came.
	most  int
	first []*placed
	count int
}

func (r *ranking) add(p *placed) {
	r.count++
	n := len(r.first)
	if r.most == 0 {
		own := *p
		r.first = append(r.first, &own)
		return
	}
	if n == r.most && r.q.order(&p.QueueItem, &r.first[n-1].QueueItem) >= 0 {
		return
	}
	room := &placed{}
	if n == r.most {
		room, r.first = r.first[n-1], r.first[:n-1]
	}
	*room = *p
	behind := sort.Search(len(r.first), func(i int) bool { return r.q.order(&p.QueueItem, &r.first[i].QueueItem) < 0 })
	r.first = slices.Insert(r.first, behind, room)
}

// left is how many there are besides those of the list.
func (r *ranking) left() int { return r.count - len(r.first) }

// list is what was kept, in order and with the reasons; nil for nothing.
func (r *ranking) list() []QueueItem {
	if len(r.first) == 0 {
		return nil
	}
	if r.most == 0 {
		slices.SortStableFunc(r.first, func(a, b *placed) int { return r.q.order(&a.QueueItem, &b.QueueItem) })
	}
	items := make([]QueueItem, len(r.first))
	for i, p := range r.first {
		items[i] = p.QueueItem
		items[i].Why = p.why(r.q, &items[i])
	}
	return items
}

// order is the order of the queue.
func (q *queuing) order(a, b *QueueItem) int {
	if a.Band != b.Band {
		return cmp.Compare(a.Band, b.Band)
	}
	if begun := a.State == Doing; a.Band == InHand && begun != (b.State == Doing) {
		if begun {
			return -1
		}
		return 1
	}
	if by := cmp.Or(cmp.Compare(a.Slack, b.Slack), a.Started.Compare(b.Started)); by != 0 {
		return by
	}
	if by := cmp.Compare(q.remaining(&a.OpenTask), q.remaining(&b.OpenTask)); by != 0 {
		return by
	}
	if a.Process == b.Process && a.Number != b.Number {
		return cmp.Compare(a.Number, b.Number)
	}
	return cmp.Compare(a.TaskRef.String(), b.TaskRef.String())
}
