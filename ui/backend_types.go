package ui

import "alur/store"

// What the store answers with, under the names the screens use.
type (
	// Receipt is what came of a command that was done.
	Receipt = store.Receipt
	// Head is the end of the record.
	Head = store.Head
	// CaseQuery says which cases are looked for.
	CaseQuery = store.CaseQuery
	// CaseLine is one case in a list.
	CaseLine = store.CaseLine
	// Fact is what a case was found by.
	Fact = store.Fact
	// AuditQuery says which lines of the record are wanted.
	AuditQuery = store.AuditQuery
	// MovePlan is what would become of running cases on another version.
	MovePlan = store.MovePlan
	// BottleneckQuery says which work the owner looks at.
	BottleneckQuery = store.BottleneckQuery
)
