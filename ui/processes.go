package ui

import (
	"context"
	"sort"

	"alur/model"
	"alur/model/compare"
)

func processesPage() page {
	return page{
		id:    pageProcesses,
		title: model.Say{EN: "Processes", ID: "Proses"},
		help: model.Say{
			EN: "How work is done here: what customers pay for first, then what keeps the shop going and what steers it. Enter opens a process: its steps, who does them, and how. The owner changes, publishes and retires processes there. Owners and auditors see what part each kind has in the hours, the waiting and the lateness of the last 30 days.",
			ID: "Cara kerja di sini: yang dibayar pelanggan lebih dulu, lalu yang menjaga toko tetap berjalan dan yang mengarahkannya. Enter membuka sebuah proses: langkahnya, siapa yang mengerjakan, dan caranya. Di sana pemilik mengubah, menerbitkan, dan menghentikan proses. Pemilik dan auditor melihat bagian tiap jenis dari jam kerja, penantian, dan keterlambatan 30 hari terakhir.",
		},
		make: func() screen { return &processes{} },
		key:  keyProcesses,
		menu: true,
	}
}

// processes lists the processes of the shop by kind.
type processes struct {
	data processesData
	// balance is how the work of the last days is shared among the kinds; for
	// owners and auditors.
	balance compare.Balance
	list    list
}

// processesData is what the list loads besides the shop.
type processesData struct {
	// running counts the cases under way, published is the newest version of
	// each process in the record.
	running   map[string]underWay
	published map[string]model.Event
}

// Rows of the list that are no process.
const (
	rowProposals = "?proposals"
	rowReadyMade = "+ready"
	rowNew       = "+new"
)

func (p *processes) typing() bool { return false }

func (p *processes) chooses() *list { return &p.list }

func (p *processes) update(e *env, in input) []effect {
	switch in := in.(type) {
	case shown, refresh:
		p.fill(e)
		if r, ok := in.(refresh); ok && r.minute {
			return nil
		}
		effects := []effect{load{name: "processes", get: readProcesses}}
		if _, came := in.(shown); came && overseer(e.me) {
			effects = append(effects, readBalance(e))
		}
		return effects
	case newShop:
		p.fill(e)
	case loaded:
		if data, ok := in.value.(processesData); ok {
			p.data = data
		}
		if b, ok := in.value.(compare.Balance); ok && in.err == nil {
			p.balance = b
		}
	case scanned:
		return []effect{lookUp{code: in.text}}
	case keyPress:
		return p.key(in)
	}
	return nil
}

// readBalance reckons the shares of the kinds, once the page is opened.
func readBalance(e *env) load {
	since := periodMonth.since(e)
	return load{name: "balance", get: func(ctx context.Context, s Store) (any, error) { return s.Balance(ctx, since) }}
}

func readProcesses(ctx context.Context, s Store) (any, error) {
	running, err := runningCases(ctx, s)
	if err != nil {
		return nil, err
	}
	events, err := s.Audit(ctx, AuditQuery{Names: []string{"process.published"}})
	if err != nil {
		return nil, err
	}
	data := processesData{running: running, published: map[string]model.Event{}}
	for _, ev := range events {
		if b, ok := ev.Body.(model.ProcessPublished); ok {
			data.published[b.Process.ID] = ev
		}
	}
	return data, nil
}

// sortedHeads are the processes as they are listed: core, support,
// management, and last those that were retired.
func sortedHeads(e *env) []*model.ProcessHead {
	place := map[model.Kind]int{model.Core: 0, model.Support: 1, model.Management: 2}
	rank := func(h *model.ProcessHead) int {
		if h.Retired {
			return 3
		}
		return place[h.Kind]
	}
	var heads []*model.ProcessHead
	for _, h := range e.shop.Processes {
		heads = append(heads, h)
	}
	sort.Slice(heads, func(i, j int) bool {
		a, b := heads[i], heads[j]
		if rank(a) != rank(b) {
			return rank(a) < rank(b)
		}
		if a.Name != b.Name {
			return a.Name < b.Name
		}
		return a.ID < b.ID
	})
	return heads
}

func (p *processes) fill(e *env) {
	var ids []string
	if len(e.shop.Proposals) > 0 {
		ids = append(ids, rowProposals)
	}
	for _, h := range sortedHeads(e) {
		ids = append(ids, h.ID)
	}
	if e.me.Owner {
		ids = append(ids, rowReadyMade, rowNew)
	}
	if p.list.sel == "" && len(ids) > 1 && ids[0] == rowProposals && !e.me.Owner {
		p.list.sel = ids[1]
	}
	p.list.set(ids)
}

func (p *processes) key(k keyPress) []effect {
	switch {
	case k.name == "esc":
		return []effect{goBack{}}
	case k.name == "enter" && p.list.sel == rowProposals:
		return []effect{goTo{to: pageProposals}}
	case k.name == "enter" && p.list.sel == rowReadyMade:
		return []effect{goTo{to: pageReady}}
	case k.name == "enter" && p.list.sel == rowNew:
		return []effect{goTo{to: pageNewProcess}}
	case k.name == "enter" && p.list.sel != "":
		return []effect{goTo{to: pageProcess, arg: p.list.sel}}
	}
	p.list.update(k, false)
	return nil
}

func (p *processes) uses(e *env) []use {
	uses := []use{{id: keyHelp}, {id: keyMove}}
	if len(p.list.ids) > 0 {
		uses = append(uses, use{id: keyOpen})
	}
	return append(uses, use{id: keyBack}, use{id: keyMenu}, use{id: keyLock})
}
