package model

import (
	"regexp"
	"slices"
	"strings"

	"github.com/expr-lang/expr/ast"
)

// limits looks for what the language of conditions can do and a condition has
// no use for: variables and loops inside loops, whose time or memory has no
// bound, the fields as a whole, and comparisons that are never true.
type limits struct {
	fields map[string]Field
	// uses are the fields found.
	uses []string
	// wrong is the first thing that is too much.
	wrong *Say
}

// builtins are the functions of conditions: pure, and without a clock.
func builtins() []string {
	return []string{"len", "lower", "upper", "trim", "any", "all", "none", "one", "count", "abs", "min", "max", "sum"}
}

// Visit is called for every node of the condition.
func (l *limits) Visit(node *ast.Node) {
	switch n := (*node).(type) {
	case *ast.IdentifierNode:
		l.name(n.Value)
	case *ast.BinaryNode:
		l.binary(n)
	case *ast.PredicateNode:
		loops := &loopCount{}
		if ast.Walk(&n.Node, loops); loops.found {
			l.refuse(Say{EN: "one list can't be looked through for every entry of another", ID: "satu daftar tidak bisa ditelusuri untuk setiap isi daftar lain"})
		}
	case *ast.BuiltinNode:
		if !slices.Contains(builtins(), n.Name) {
			l.refuse(Say{
				EN: "there is no %s; these can be used: %s",
				ID: "tidak ada %s; yang bisa dipakai: %s",
			}.with(n.Name, strings.Join(builtins(), ", ")))
		}
	case *ast.CallNode:
		l.refuse(Say{
			EN: "there is no %s; these can be used: %s",
			ID: "tidak ada %s; yang bisa dipakai: %s",
		}.with(n.Callee.String(), strings.Join(builtins(), ", ")))
	case *ast.NilNode:
		l.refuse(Say{EN: `empty is written ""`, ID: `kosong ditulis ""`})
	case *ast.VariableDeclaratorNode, *ast.SequenceNode, *ast.MapNode, *ast.ChainNode, *ast.BytesNode:
		l.refuse(Say{
			EN: `it does more than to compare: write one comparison, as in payment == "cod"`,
			ID: `isinya lebih dari membandingkan: tulis satu perbandingan, seperti payment == "cod"`,
		})
	}
}

func (l *limits) refuse(why Say) {
	if l.wrong == nil {
		l.wrong = &why
	}
}

func (l *limits) name(name string) {
	_, known := l.fields[name]
	switch {
	case known && !slices.Contains(l.uses, name):
		l.uses = append(l.uses, name)
	case name == "$env":
		l.refuse(Say{EN: "fields are called by their names", ID: "isian disebut dengan namanya"})
	}
}

// binary refuses ranges, patterns that can't be read, divisions by 0 and
// comparisons of what is not of one kind.
func (l *limits) binary(n *ast.BinaryNode) {
	switch n.Operator {
	case "..":
		l.refuse(Say{EN: "two points make no list here: write total >= 1 and total <= 5", ID: "dua titik tidak membuat daftar di sini: tulis total >= 1 and total <= 5"})
	case "matches":
		if _, err := regexp.Compile(stringOf(n.Right)); err != nil {
			l.refuse(Say{EN: `the pattern "%s" can't be read`, ID: `pola "%s" tidak bisa dibaca`}.with(shorten(stringOf(n.Right))))
		}
	case "/", "%":
		if by, ok := n.Right.(*ast.IntegerNode); ok && by.Value == 0 {
			l.refuse(Say{EN: "it divides by 0", ID: "ada pembagian dengan 0"})
		}
	}
	l.compared(n)
}

// loopCount finds a loop.
type loopCount struct{ found bool }

// Visit is called for every node of the condition.
func (c *loopCount) Visit(node *ast.Node) {
	_, loop := (*node).(*ast.PredicateNode)
	c.found = c.found || loop
}
