package ui

import (
	"slices"
	"testing"

	"alur/model"
)

// An order is moved to a version in which picking has another name, while the
// owner looks at the record. What was done before is told by the text that it
// was done by, on the page of the case and in the record; what follows by the
// new one.
func TestAMovedCaseTellsItsPastInTheWordsItHad(t *testing.T) {
	s := tokoMaju(t, model.English)
	gives(t, s, "sari", model.Begin{Task: ofRina("pick")})
	d := audited(t, s)
	d.sees("Pick the goods")
	p := orders(t, "online-order", model.English)
	p.Steps = slices.Clone(p.Steps)
	for i := range p.Steps {
		if p.Steps[i].ID == "pick" {
			p.Steps[i].Text = "Fetch everything"
		}
	}
	gives(t, s, "hendra", model.PublishProcess{Process: p})
	gives(t, s, "hendra", model.MigrateCase{Case: "online-order-1", Version: 2})
	gives(t, s, "sari", model.GiveBack{Task: ofRina("pick"), Reason: "Bank"})
	d.open(pageAudit, nil)
	d.sees(`took`, `Pick the goods`, `Fetch everything`)
	d.open(pageCase, "online-order-1")
	d.press("end").sees(`began "Pick the goods"`, `gave back "Fetch everything"`)
}
