package model

import (
	"slices"

	"github.com/expr-lang/expr/ast"
)

// needed are those of the fields a condition uses that may not be empty when
// it is asked: numbers and yes/no, and a day or a time that is compared by
// order, unless the condition asks first whether it is there, as in
// `day != "" and day < "2026-02-01"`. A text may be left empty on purpose.
func needed(condition ast.Node, uses []string, fields map[string]Field) []string {
	n := &needs{}
	n.look(condition, nil)
	return slices.DeleteFunc(slices.Clone(uses), func(name string) bool {
		switch fields[name].Type {
		case NumberField, MoneyField, YesNoField:
			return false
		case DateField, TimeField:
			return !slices.Contains(n.found, name)
		}
		return true
	})
}

// needs finds the fields that are compared by order where nothing before has
// asked whether they are there.
type needs struct{ found []string }

// look goes through a condition; the fields in there are known to be filled.
func (n *needs) look(node ast.Node, there []string) {
	b, ok := node.(*ast.BinaryNode)
	if !ok {
		for _, part := range below(node) {
			n.look(part, there)
		}
		return
	}
	n.look(b.Left, there)
	switch b.Operator {
	case "and", "&&":
		there = append(slices.Clone(there), filledWhere(b.Left, true)...)
	case "or", "||":
		there = append(slices.Clone(there), filledWhere(b.Left, false)...)
	case "<", "<=", ">", ">=":
		for _, side := range []ast.Node{b.Left, b.Right} {
			if id, ok := side.(*ast.IdentifierNode); ok && !slices.Contains(there, id.Value) {
				n.found = append(n.found, id.Value)
			}
		}
	}
	n.look(b.Right, there)
}

// filledWhere are the fields that hold something for certain where a condition
// is true, or where it is false.
func filledWhere(node ast.Node, is bool) []string {
	switch n := node.(type) {
	case *ast.UnaryNode:
		if n.Operator == "not" || n.Operator == "!" {
			return filledWhere(n.Node, !is)
		}
	case *ast.BinaryNode:
		switch {
		case is && (n.Operator == "and" || n.Operator == "&&"), !is && (n.Operator == "or" || n.Operator == "||"):
			return append(filledWhere(n.Left, is), filledWhere(n.Right, is)...)
		case is && n.Operator == "!=", !is && n.Operator == "==":
			for _, sides := range [][2]ast.Node{{n.Left, n.Right}, {n.Right, n.Left}} {
				id, isName := sides[0].(*ast.IdentifierNode)
				if isName && isLiteral(sides[1]) && stringOf(sides[1]) == "" {
					return []string{id.Value}
				}
			}
		}
	}
	return nil
}

// below are the nodes right below one that is no operator between two.
func below(node ast.Node) []ast.Node {
	switch n := node.(type) {
	case *ast.UnaryNode:
		return []ast.Node{n.Node}
	case *ast.ConditionalNode:
		return []ast.Node{n.Cond, n.Exp1, n.Exp2}
	case *ast.BuiltinNode:
		return n.Arguments
	case *ast.PredicateNode:
		return []ast.Node{n.Node}
	case *ast.ArrayNode:
		return n.Nodes
	case *ast.MemberNode:
		return []ast.Node{n.Node, n.Property}
	case *ast.SliceNode:
		return []ast.Node{n.Node, n.From, n.To}
	}
	return nil
}
